import { createAnatomy, type Anatomy } from "./anatomy.ts";
import { createCodeFacts, type CodeFacts } from "./code-facts.ts";
import { measureSignals } from "./signal/index.ts";
import type { SyntaxTree } from "./syntax-tree.ts";
import { countRuns, type RunCounts } from "./run-counts.ts";
import { viewIds, type Lexemes, type ViewId } from "./view.ts";
import { views } from "./view/index.ts";

/** Longer texts are cut here, at a line end, before they are read: 2,500 lines tell enough. UTF-16 units. */
export const maxCharacters = 100_000;

/** Run counts use 2^20 buckets. */
export const bucketBits = 20;

/** Everything the detectors read of one source file. */
export interface Measurement {
  readonly anatomy: Anatomy;
  readonly facts: CodeFacts;
  /** In the order of the signal table; NaN is "not defined here". */
  readonly signals: Float32Array;
  readonly lexemes: Readonly<Record<ViewId, Lexemes>>;
  readonly runs: Readonly<Record<ViewId, RunCounts>>;
}

/** The first part of a text that is read: whole lines, at most {@link maxCharacters}. */
export function readablePart(text: string): string {
  if (text.length <= maxCharacters) return text;
  const lineEnd = text.lastIndexOf("\n", maxCharacters);
  return text.slice(0, lineEnd > 0 ? lineEnd + 1 : maxCharacters);
}

export function measure(tree: SyntaxTree): Measurement {
  const anatomy = createAnatomy(tree);
  const facts = createCodeFacts(anatomy);
  const lexemes = perView((id) => views[id].read(anatomy));
  return {
    anatomy,
    facts,
    signals: measureSignals(facts),
    lexemes,
    runs: perView((id) => countRuns(lexemes[id], views[id].longestRun, bucketBits)),
  };
}

function perView<T>(create: (id: ViewId) => T): Readonly<Record<ViewId, T>> {
  return Object.fromEntries(viewIds.map((id) => [id, create(id)])) as Record<ViewId, T>;
}
