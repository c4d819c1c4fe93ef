import { z } from "zod";
import { definePart } from "../part.ts";
import type { PreTokenizer } from "../pre-tokenizer.ts";
import { compilePattern } from "../pattern.ts";
import { putInFront } from "./byte-level.ts";
import { splitBy, wholePiece } from "./split.ts";

const options = z.object({
  replacement: z.string().length(1).default("▁"),
  prepend_scheme: z.enum(["always", "never", "first"]).optional(),
  /** What files had before there was `prepend_scheme`. */
  add_prefix_space: z.boolean().optional(),
  split: z.boolean().default(true),
});

/** Spaces become a visible sign that each word but a continued one begins with (Kudo and Richardson 2018). */
export const metaspace = definePart<PreTokenizer, typeof options>("Metaspace", options, (given) => {
  const { replacement } = given;
  const scheme = given.prepend_scheme ?? (given.add_prefix_space === false ? "never" : "always");
  const cut = given.split ? splitBy(compilePattern({ String: replacement }), "MergedWithNext") : wholePiece;
  return (piece, emit) => {
    const spaced = { ...piece, text: piece.text.replaceAll(" ", replacement) };
    const takesPrefix = scheme === "always" || (scheme === "first" && piece.opensText);
    cut(takesPrefix && !spaced.text.startsWith(replacement) ? putInFront(replacement, spaced) : spaced, emit);
  };
});
