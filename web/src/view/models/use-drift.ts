import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

const readDrift = async (signal: AbortSignal) => answerOf(api.monitoring.api.v1.drift.$get({}, { init: { signal } }));

/** What was compared in one week, language and respect. */
export type Drift = Awaited<ReturnType<typeof readDrift>>["drift"][number];

/** How one version's weeks compare with its training: newest first, and in a week what asks for a look first. */
export function useDrift(id: string) {
  return useQuery({
    queryKey: ["drift"],
    queryFn: async ({ signal }) => readDrift(signal),
    select: ({ drift }) =>
      drift
        .filter((one) => one.model_version === id)
        .toSorted((a, b) => b.week.localeCompare(a.week) || urgency[b.level] - urgency[a.level]),
  });
}

const urgency = { alarm: 3, warning: 2, steady: 1, "no-reference": 0, "too-few": 0 } as const satisfies Record<
  Drift["level"],
  number
>;
