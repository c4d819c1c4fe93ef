import type { ReadingTokens } from "whowrote/reading-tokens";
import type { WindowPlan } from "./plan-windows.ts";

/** A window's tokens without the special ones, and its label: the share of AI tokens. */
export interface TrainingWindow {
  readonly ids: Int32Array;
  readonly label: number;
}

/** Cuts the planned window out of a row's tokens, at most `most` of them; undefined where there is nothing to read. */
export function makeWindow(
  plan: Omit<WindowPlan, "row" | "reading">,
  own: ReadingTokens,
  label: number,
  other: ReadingTokens | undefined,
  most: number,
): TrainingWindow | undefined {
  if (own.ids.length === 0) return undefined;
  const start = plan.fromBeginning ? 0 : beginning(own, plan.place, most);
  if (!plan.mixWith || !other || other.ids.length === 0) return { ids: own.ids.slice(start, start + most), label };
  const head = own.ids.slice(start, start + Math.max(1, Math.floor(most * plan.mixWith.after)));
  const from = beginning(other, plan.place, most - head.length);
  const tail = other.ids.slice(from, from + most - head.length);
  const ids = new Int32Array(head.length + tail.length);
  ids.set(head);
  ids.set(tail, head.length);
  const ownShare = head.length / ids.length;
  return { ids, label: label * ownShare + (1 - label) * (1 - ownShare) };
}

/** A line to begin at, so that the window is full where the code is long enough. */
function beginning({ ids, lineStarts }: ReadingTokens, place: number, most: number): number {
  const last = Math.max(0, ids.length - most);
  const starts = lineStarts.filter((start) => start <= last);
  return starts[Math.floor(place * starts.length)] ?? 0;
}
