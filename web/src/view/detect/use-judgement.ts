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
  /** The server did not answer so far, and is asked again. */
  readonly isUnanswered: boolean;
  readonly error: Error | null;
  /** Whether a neural network had a vote. */
  readonly hasNeural: boolean;
  /** What the network says of each token is wanted and not there: it takes longer, or could not be had. */
  readonly attribution: "asked" | "failed" | undefined;
  readonly retry: () => void;
}

/**
 * Asks about the newest question only: what was asked before is called off, but its last answer stays until there is a new one.
 * @param draft of the text that the questions are about
 * @param wantsAttribution also what a neural network says of each token, where there is one. That takes it long: it is asked
 * for when all else is there.
 */
export function useJudgement(question: Question | undefined, draft: string, wantsAttribution: boolean): Judgement {
  const [kept, setKept] = useState<Judged>();
  // For who takes back a change the server remembers it: what is remembered here may no longer stand in the history.
  const options = { staleTime: Infinity, gcTime: 0 } as const;
  const first = useQuery({
    ...options,
    queryKey: ["judge", question],
    enabled: question !== undefined,
    queryFn: async ({ signal }): Promise<Judged> => ({
      question: question!,
      answer: await askExplanation(question!, signal, { draft }),
    }),
  });
  const hasNeural = (first.data ?? kept)?.answer.detectors.some(isNeuralVote) ?? false;
  const isAttributed = wantsAttribution && first.data !== undefined && hasNeural;
  const attributed = useQuery({
    ...options,
    queryKey: ["attribute", question],
    enabled: isAttributed,
    queryFn: async ({ signal }): Promise<Judged> => ({
      question: question!,
      answer: await askExplanation(question!, signal, { draft, token_attribution: true }),
    }),
  });

  const newest = attributed.data ?? first.data;
  if (newest !== undefined && newest !== kept) setKept(newest);
  if (question === undefined && kept !== undefined) setKept(undefined);

  return {
    judged: question && (newest ?? kept),
    isAsking: first.isFetching,
    isUnanswered: question !== undefined && first.failureReason !== null,
    error: question === undefined ? null : first.error,
    hasNeural: question !== undefined && hasNeural,
    attribution: isAttributed && attributed.data === undefined ? stateOf(attributed.error) : undefined,
    retry: () => void first.refetch(),
  };
}

const isNeuralVote = ({ detector, score }: Explained["detectors"][number]): boolean =>
  detector === "neural" && score !== null;

const stateOf = (error: Error | null): Judgement["attribution"] => (error === null ? "asked" : "failed");
