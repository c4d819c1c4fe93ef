import { findAll } from "./find-all.ts";

/** A rewritten text whose every UTF-16 unit knows what it was made from. */
export interface AlignedText {
  readonly text: string;
  /** Where in the source the origin of each unit begins. Left out while unit i still is unit i of the source. */
  readonly starts?: Int32Array;
  /** Where it ends, exclusive. */
  readonly ends?: Int32Array;
}

/** What stands in the place of `length` units from `index` on. */
export interface Replacement {
  readonly index: number;
  readonly length: number;
  readonly text: string;
}

/** Replaces what `pattern` (flags gu) finds. */
export function replaceAligned(source: AlignedText, pattern: RegExp, replace: (found: string) => string): AlignedText {
  return applyReplacements(source, findReplacements(source.text, pattern, replace));
}

function* findReplacements(text: string, pattern: RegExp, replace: (found: string) => string): Generator<Replacement> {
  for (const { index, text: found } of findAll(text, pattern)) {
    const replacement = replace(found);
    if (replacement !== found) yield { index, length: found.length, text: replacement };
  }
}

/**
 * Each unit of a replacement is taken to be made from all that it replaces; but what has one unit, or is ASCII and keeps
 * its length, is replaced unit by unit.
 * @param replacements in order, not overlapping
 */
export function applyReplacements(source: AlignedText, replacements: Iterable<Replacement>): AlignedText {
  const pieces: string[] = [];
  /** Three numbers for each: where it was found, how long, how long the replacement is. */
  const changes: number[] = [];
  let read = 0;
  for (const { index, length, text } of replacements) {
    pieces.push(source.text.slice(read, index), text);
    read = index + length;
    const inPlace = text.length === length && (length === 1 || isAscii.test(source.text.slice(index, read)));
    if (!inPlace) changes.push(index, length, text.length);
  }
  if (pieces.length === 0) return source;
  pieces.push(source.text.slice(read));
  const rewritten = pieces.join("");
  return changes.length === 0 ? { ...source, text: rewritten } : align(source, rewritten, changes);
}

const isAscii = /^[\0-\x7f]*$/;

function align(source: AlignedText, text: string, changes: readonly number[]): AlignedText {
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  const sourceLength = source.text.length;
  let read = 0;
  let written = 0;
  const copyUntil = (until: number): void => {
    for (; read < until; read++, written++) {
      starts[written] = source.starts?.[read] ?? read;
      ends[written] = source.ends?.[read] ?? read + 1;
    }
  };
  for (let at = 0; at < changes.length; at += 3) {
    const [from, length, newLength] = [changes[at]!, changes[at + 1]!, changes[at + 2]!];
    copyUntil(from);
    const [start, end] = spanOf(source, from, from + length);
    starts.fill(start, written, written + newLength);
    ends.fill(end, written, written + newLength);
    read = from + length;
    written += newLength;
  }
  copyUntil(sourceLength);
  return { text, starts, ends };
}

/** What units [from, to) were made from. Nothing, as where a pattern found nothing, takes the unit that follows. */
function spanOf({ starts, ends, text }: AlignedText, from: number, to: number): readonly [number, number] {
  const first = Math.min(from, text.length - 1);
  const last = Math.max(to - 1, first);
  return [starts?.[first] ?? first, ends?.[last] ?? last + 1];
}
