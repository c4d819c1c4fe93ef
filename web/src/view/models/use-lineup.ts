import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";

const route = api.models.api.v1.models;

/** Changes of who answers, newest first. */
export function useLineupChanges() {
  return useQuery({
    queryKey: ["lineup-changes"],
    queryFn: async ({ signal }) => answerOf(route.history.$get({ query: { limit: "20" } }, { init: { signal } })),
  });
}

export type LineupChange = NonNullable<ReturnType<typeof useLineupChanges>["data"]>["changes"][number];

/** Shares by version id, which sum to 1, and who judges in the background. */
export interface Lineup {
  readonly weights: Readonly<Record<string, number>>;
  readonly shadows: readonly string[];
}

/** What administrators may do about who answers; everything that shows it is asked for again. */
export function useLineupActions() {
  const client = useQueryClient();
  const anew = async () => {
    await Promise.all(
      ["models", "lineup-changes", "experiments"].map(async (key) => client.invalidateQueries({ queryKey: [key] })),
    );
  };
  return {
    promote: async (id: string) => {
      await answerOf(route[":id"].promote.$post({ param: { id } }));
      await anew();
    },
    rollBack: async () => {
      await answerOf(route["roll-back"].$post());
      await anew();
    },
    setLineup: async ({ weights, shadows }: Lineup) => {
      await answerOf(route.$patch({ header: {}, json: { weights: { ...weights }, shadows: [...shadows] } }));
      await anew();
    },
    stopExperiment: async (id: string) => {
      await answerOf(api.experiments.api.v1.experiments[":id"].stop.$post({ param: { id } }));
      await anew();
    },
  };
}
