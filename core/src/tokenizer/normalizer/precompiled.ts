import { z } from "zod";
import { applyReplacements, type Replacement } from "../aligned-text.ts";
import { findAll } from "../find-all.ts";
import type { Normalizer } from "../normalizer.ts";
import { definePart } from "../part.ts";
import { readCharacterMap, type CharacterMap } from "./character-map.ts";

const options = z.object({ precompiled_charsmap: z.base64() });

/** Plain ASCII is looked up sign by sign; the rest, with the sign that it may join, by what a reader sees as one. */
const stretch = /\r\n|[\0-\x7f](?![^\0-\x7f])|[\0-\x7f]?[^\0-\x7f]+/gu;

/** Longer graphemes (UTF-8 bytes) are looked up by their characters only, as in the reference (spm_precompiled). */
const longestGrapheme = 5;

/** What sentencepiece does to characters before it cuts, of T5 and its like. */
export const precompiled = definePart<Normalizer, typeof options>("Precompiled", options, (given) => {
  const binary = atob(given.precompiled_charsmap);
  const map = readCharacterMap(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)));
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
  const known = new Map<string, readonly Replacement[]>();
  const look = (text: string): readonly Replacement[] => {
    const before = known.get(text);
    if (before) return before;
    const replacements = [...graphemes.segment(text)].flatMap(({ segment, index }) => lookUp(segment, index, map));
    if (text.length <= 8 && known.size < 50_000) known.set(text, replacements);
    return replacements;
  };
  return (source) => applyReplacements(source, findReplacements(source.text, look));
});

function* findReplacements(text: string, look: (text: string) => readonly Replacement[]): Generator<Replacement> {
  for (const { index, text: found } of findAll(text, stretch))
    for (const replacement of look(found)) yield { ...replacement, index: index + replacement.index };
}

function lookUp(grapheme: string, index: number, map: CharacterMap): Replacement[] {
  const whole = new TextEncoder().encode(grapheme).length <= longestGrapheme ? map.find(grapheme) : undefined;
  if (whole !== undefined) return whole === grapheme ? [] : [{ index, length: grapheme.length, text: whole }];
  const replacements: Replacement[] = [];
  let at = index;
  for (const character of grapheme) {
    const text = map.find(character);
    if (text !== undefined && text !== character) replacements.push({ index: at, length: character.length, text });
    at += character.length;
  }
  return replacements;
}
