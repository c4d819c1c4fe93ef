import { languageIds, type LanguageId } from "whowrote/language";
import type { QuickModel } from "whowrote/quick-model";
import { signals } from "whowrote/signal/index";

/**
 * The signals whose drift is watched: some of each kind that hardly hang on a file's length, are defined for nearly every
 * file, and continuous, because quartiles say nothing of a value that half of all files share.
 */
export const watchedSignals = [
  "layout.line-length",
  "layout.line-length-variation",
  "layout.tokens-per-line",
  "layout.indent-level",
  "identifier.length",
  "identifier.word-length",
  "tree.leaf-share",
  "tree.nodes-per-token",
] as const;

export type WatchedSignal = (typeof watchedSignals)[number];

/** The middle half of a signal's values in held-out code of one language: 25 % lie below the first, 75 % below the second. */
export interface SignalQuartiles {
  readonly language: LanguageId;
  readonly signal: WatchedSignal;
  readonly human: readonly [number, number];
  readonly ai: readonly [number, number];
}

/** Those that the checkpoint knows: NaN stands where it saw too little. */
export function readQuartiles({ typical }: Pick<QuickModel, "typical">): readonly SignalQuartiles[] {
  return languageIds.flatMap((language) =>
    watchedSignals.flatMap((signal) => {
      const at = signals.findIndex(({ id }) => id === signal);
      const [humanLow, humanHigh, aiLow, aiHigh] = typical(language, at);
      if ([humanLow, humanHigh, aiLow, aiHigh].some(Number.isNaN)) return [];
      return [{ language, signal, human: [humanLow, humanHigh], ai: [aiLow, aiHigh] } as const];
    }),
  );
}
