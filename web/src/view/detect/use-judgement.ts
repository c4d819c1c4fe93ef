import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askExplanation, askPrediction, type Question } from "../../evidence/ask-explanation.ts";
import type { Answered } from "../../evidence/explained.ts";

/** An answer with the question it is the answer to. */
export interface Judged {
  readonly question: Question;
  readonly answer: Answered;
}

export interface Judgement {
  /** The newest answer there is, of an older question while the newest one is open. */
  readonly judged: Judged | undefined;
  readonly isAsking: boolean;
  /** The server did not answer so far, and is asked again. */
  readonly isUnanswered: boolean;
  readonly error: Error | null;
  /** The answer is there, and its evidence is not: it takes longer, or could not be had. */
  readonly evidence: "asked" | "failed" | undefined;
  readonly retry: () => void;
}

/** How long an answer is kept for who takes back a change. */
const memory = 60_000;

/**
 * Asks about the newest question only: what was asked before is called off, but its last answer stays until there is a new one.
 * A neural network takes long to say why, so the verdict is asked for first where the model has one, or where that is not known
 * yet; else verdict and evidence come at once.
 */
export function useJudgement(question: Question | undefined): Judgement {
  const [kept, setKept] = useState<Judged>();
  const [hasNeural, setHasNeural] = useState<boolean>();
  const isInSteps = hasNeural !== false;
  const options = { staleTime: Infinity, gcTime: memory } as const;
  const verdict = useQuery({
    ...options,
    queryKey: ["verdict", question],
    enabled: question !== undefined && isInSteps,
    queryFn: async ({ signal }): Promise<Judged> => ({
      question: question!,
      answer: await askPrediction(question!, signal),
    }),
  });
  const whole = useQuery({
    ...options,
    queryKey: ["judge", question],
    enabled: question !== undefined && (!isInSteps || verdict.data !== undefined),
    queryFn: async ({ signal }): Promise<Judged> => ({
      question: question!,
      answer: await askExplanation(question!, signal),
    }),
  });

  const newest = whole.data ?? verdict.data;
  if (newest !== undefined && newest !== kept) setKept(newest);
  if (question === undefined && kept !== undefined) setKept(undefined);
  if (newest !== undefined) {
    const found = newest.answer.detectors.some(({ detector }) => detector === "neural");
    if (found !== hasNeural) setHasNeural(found);
  }

  const leading = isInSteps && whole.data === undefined ? verdict : whole;
  return {
    judged: question && (newest ?? kept),
    isAsking: leading.isFetching,
    isUnanswered: question !== undefined && leading.failureReason !== null,
    error: question === undefined ? null : leading.error,
    evidence: evidenceState(leading === verdict && verdict.data !== undefined, whole.error),
    retry: () => void leading.refetch(),
  };
}

function evidenceState(isAwaited: boolean, error: Error | null): Judgement["evidence"] {
  if (!isAwaited) return undefined;
  return error === null ? "asked" : "failed";
}
