import { z } from "zod";
import { replaceAligned } from "../aligned-text.ts";
import type { Normalizer } from "../normalizer.ts";
import { definePart, type Part } from "../part.ts";

export type UnicodeForm = "NFC" | "NFD" | "NFKC" | "NFKD";

/**
 * A character with the marks that may join it, and a Hangul syllable in its parts: nothing outside of it takes part in
 * composing or reordering. Plain ASCII is passed over. (Unicode Standard Annex 15, section 9)
 */
const cluster = /[\0-\x7f][\p{M}\u1160-\u11ff]+|[^\0-\x7f][\p{M}\u1160-\u11ff\uff9e\uff9f]*/gu;

/** What a form joins is taken to come from all that was joined. */
export function normalizeForm(form: UnicodeForm): Normalizer {
  return (source) => replaceAligned(source, cluster, (found) => found.normalize(form));
}

const createForm = (form: UnicodeForm): Part<Normalizer> => definePart(form, z.object({}), () => normalizeForm(form));

export const unicodeForms: readonly Part<Normalizer>[] = (["NFC", "NFD", "NFKC", "NFKD"] as const).map(createForm);
