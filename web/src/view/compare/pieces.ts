import type { LanguageId } from "whowrote/language";

/** One of the two pieces of code. */
export interface Piece {
  readonly text: string;
  /** Chosen by the reader; told by the server where left out. */
  readonly language?: LanguageId | undefined;
  /** Name of the file it came from. */
  readonly path?: string | undefined;
}

export type Side = "a" | "b";
export const sides = ["a", "b"] as const satisfies readonly Side[];
export type Pair = Readonly<Record<Side, Piece>>;

/** What was compared, under a number of its own. */
export interface Comparison {
  readonly number: number;
  readonly pair: Pair;
}

interface Kept {
  readonly pair: Pair;
  readonly asked: Comparison | undefined;
}

let kept: Kept = { pair: { a: { text: "" }, b: { text: "" } }, asked: undefined };

/** What stood here when somebody went to another view. It ends with the tab. */
export const readKept = (): Kept => kept;

export function keep(change: Partial<Kept>): void {
  kept = { ...kept, ...change };
}
