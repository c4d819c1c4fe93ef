import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askExplanation, type Question } from "../../evidence/ask-explanation.ts";
import type { Explained } from "../../evidence/explained.ts";

/** An answer with the question it is the answer to. */
export interface Judged {
  readonly question: Question;
  readonly answer: Explained;
}

export interface Judgement {
  /** The newest answer there is, of an older question while the newest one is open. */
  readonly judged: Judged | undefined;
  readonly isAsking: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** How long an answer is kept for who takes back a change. */
const memory = 60_000;

/** Asks about the newest question only: what was asked before is called off, but its last answer stays until there is a new one. */
export function useJudgement(question: Question | undefined): Judgement {
  const [kept, setKept] = useState<Judged>();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["judge", question],
    enabled: question !== undefined,
    staleTime: Infinity,
    gcTime: memory,
    queryFn: async ({ signal }): Promise<Judged> => ({
      question: question!,
      answer: await askExplanation(question!, signal),
    }),
  });
  if (data !== undefined && data !== kept) setKept(data);
  if (question === undefined && kept !== undefined) setKept(undefined);
  return {
    judged: question && (data ?? kept),
    isAsking: isFetching,
    error: question === undefined ? null : error,
    retry: () => void refetch(),
  };
}
