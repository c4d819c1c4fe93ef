import { useQuery } from "@tanstack/react-query";
import type { Answer } from "../api/ask.ts";
import { answerOf } from "../api/ask.ts";
import { api } from "../api/client.ts";
import { useMay } from "../session/use-may.ts";

/** What the server lets one ask language models, and where code goes then. */
export type LanguageModels = Answer<Awaited<ReturnType<typeof api.llm.api.v1.llm.$get>>>;

/** How old it may be: keys rest and come back by the minute. */
const fresh = 60_000;

/** Undefined until it is known, and for whom may not know it. */
export function useLanguageModels() {
  const mayRead = useMay("read");
  return useQuery({
    queryKey: ["llm"],
    enabled: mayRead,
    staleTime: fresh,
    queryFn: async ({ signal }) => answerOf(api.llm.api.v1.llm.$get({}, { init: { signal } })),
  });
}
