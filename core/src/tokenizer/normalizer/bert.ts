import { z } from "zod";
import { replaceAligned } from "../aligned-text.ts";
import type { Normalizer } from "../normalizer.ts";
import { definePart } from "../part.ts";
import { toLowerCase } from "./lowercase.ts";
import { normalizeForm } from "./unicode-form.ts";

const options = z.object({
  clean_text: z.boolean().default(true),
  handle_chinese_chars: z.boolean().default(true),
  /** Null does as `lowercase` says. */
  strip_accents: z.boolean().nullish(),
  lowercase: z.boolean().default(true),
});

/** Dropped, with all control characters but tab and line ends. */
const unclean = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\p{Cf}\p{Co}]+/gu;

/** Each becomes a space. */
const blank = /(?! )\p{White_Space}/gu;

/** The blocks that the reference names, with the gap that it has at U+2B820. */
const chinese =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;

const decompose = normalizeForm("NFD");

/** What BERT does to text (google-research/bert, tokenization.py, BasicTokenizer). */
export const bertNormalizer = definePart<Normalizer, typeof options>("BertNormalizer", options, (given) => {
  const stripsAccents = given.strip_accents ?? given.lowercase;
  return (source) => {
    let text = source;
    if (given.clean_text)
      text = replaceAligned(
        replaceAligned(text, unclean, () => ""),
        blank,
        () => " ",
      );
    if (given.handle_chinese_chars) text = replaceAligned(text, chinese, (found) => ` ${found} `);
    if (stripsAccents) text = replaceAligned(decompose(text), /\p{Mn}/gu, () => "");
    return given.lowercase ? toLowerCase(text) : text;
  };
});
