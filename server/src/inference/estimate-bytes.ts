import type { Judged } from "../inference.ts";

/** On the heap: of an answer, and of each reason, token and line in it. */
const answerBytes = 1_000;
const reasonBytes = 480;
const tokenBytes = 72;
const lineBytes = 16;
const scaleBytes = 1_000;
const functionBytes = 300;

/** What a judgement takes of memory, about: measured on heaps full of them. */
export function estimateBytes({ detection, explanation, topTokens, scale }: Judged): number {
  const tokens = (explanation?.tokenContributions.length ?? 0) + (explanation?.neural?.tokens.length ?? 0);
  const lines = (explanation?.lineContributions.length ?? 0) + (explanation?.neural?.lineContributions.length ?? 0);
  return (
    answerBytes +
    (scale ? scaleBytes : 0) +
    (explanation?.functions?.functions.length ?? 0) * functionBytes +
    detection.reasons.length * reasonBytes +
    (tokens + topTokens.length) * tokenBytes +
    lines * lineBytes
  );
}
