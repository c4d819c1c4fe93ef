import { useQuery } from "@tanstack/react-query";
import { askExplanation, type Question } from "../evidence/ask-explanation.ts";

/** How long it is kept for who comes back to a text; the server keeps what was measured, too. */
const memory = 5 * 60_000;

/** The answer with rewriting's vote. Nothing is sent while it is off. */
export function useRewriting(question: Question, isOn: boolean) {
  return useQuery({
    queryKey: ["rewriting", question],
    enabled: isOn,
    staleTime: Infinity,
    gcTime: memory,
    retry: false,
    queryFn: async ({ signal }) => askExplanation(question, signal, { rewrite: true }),
  });
}
