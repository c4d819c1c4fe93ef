import { z } from "zod";
import { replaceAligned } from "../aligned-text.ts";
import type { Normalizer } from "../normalizer.ts";
import { definePart } from "../part.ts";

const sides = z.object({ strip_left: z.boolean().default(true), strip_right: z.boolean().default(true) });

export const strip = definePart<Normalizer, typeof sides>("Strip", sides, ({ strip_left, strip_right }) => (source) => {
  const left = strip_left ? replaceAligned(source, /^\p{White_Space}+/gu, () => "") : source;
  // A sticky look from the end: /\s+$/ tries every blank of the text.
  const kept = left.text.length - (strip_right ? blanksAtEnd(left.text) : 0);
  return { text: left.text.slice(0, kept), ...cutColumns(left, kept) };
});

function blanksAtEnd(text: string): number {
  let from = text.length;
  while (from > 0 && /\p{White_Space}/u.test(text[from - 1]!)) from--;
  return text.length - from;
}

function cutColumns(
  { starts, ends }: Parameters<Normalizer>[0],
  length: number,
): Pick<ReturnType<Normalizer>, "starts" | "ends"> {
  return starts && ends ? { starts: starts.subarray(0, length), ends: ends.subarray(0, length) } : {};
}

const added = z.object({ prepend: z.string() });

/** What is put in front is taken to come from the first unit. */
export const prepend = definePart<Normalizer, typeof added>(
  "Prepend",
  added,
  (given) => (source) => replaceAligned(source, /^[\s\S]/gu, (first) => given.prepend + first),
);
