import type { Reason } from "../detection.ts";
import { reasonInWords, signed } from "../words.ts";

export const isWording = ({ id }: Reason): boolean => id.startsWith("lexical.");
export const isHabit = (reason: Reason): boolean => !isWording(reason) && reason.id !== "neural";

export interface Sides<T> {
  readonly forAi: readonly T[];
  readonly forPerson: readonly T[];
}

/** Splits what speaks by its sign, keeping the order. */
export function splitSides<T extends { readonly contribution: number }>(all: readonly T[]): Sides<T> {
  return {
    forAi: all.filter(({ contribution }) => contribution > 0),
    forPerson: all.filter(({ contribution }) => contribution < 0),
  };
}

/** "Speaks for AI: share of blank lines 31 % (people 4 to 9 %, AI 20 to 33 %), +0.42." */
export function pointSentence(reason: Reason): string {
  const what = isWording(reason) ? reason.meaning : reasonInWords(reason);
  return `Speaks for ${reason.contribution > 0 ? "AI" : "a person"}: ${what}, ${signed(reason.contribution)}.`;
}

/** "Together: +1.35 for AI, −0.60 for a person." */
export function totalSentence({ forAi, forPerson }: Sides<Reason>): string {
  const sum = (reasons: readonly Reason[]): string =>
    signed(reasons.reduce((total, { contribution }) => total + contribution, 0));
  const parts = [forAi.length > 0 && `${sum(forAi)} for AI`, forPerson.length > 0 && `${sum(forPerson)} for a person`];
  return `Together: ${parts.filter(Boolean).join(", ")}.`;
}
