import { z } from "zod";
import { definePart } from "../part.ts";
import type { PreTokenizer } from "../pre-tokenizer.ts";
import { behaviorSchema, splitBy } from "./split.ts";

const whitespace = /\p{White_Space}+/gu;
const punctuation = /[!-/:-@[-`{-~\p{P}]/gu;

const none = z.object({});

/** Blanks separate; each punctuation sign is a word of its own. */
export const bertPreTokenizer = definePart<PreTokenizer, typeof none>("BertPreTokenizer", none, () =>
  splitBy(/[^\p{White_Space}!-/:-@[-`{-~\p{P}]+|[!-/:-@[-`{-~\p{P}]/gu, "Removed", true),
);

export const whitespaceSplit = definePart<PreTokenizer, typeof none>("WhitespaceSplit", none, () =>
  splitBy(whitespace, "Removed"),
);

/** \w+|[^\w\s]+ with the meaning that Unicode gives to \w (UTS 18, annex C). */
export const whitespaceAndWords = definePart<PreTokenizer, typeof none>("Whitespace", none, () =>
  splitBy(
    /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+|[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}\p{White_Space}]+/gu,
    "Removed",
    true,
  ),
);

const punctuationOptions = z.object({ behavior: behaviorSchema.default("Isolated") });

export const punctuationSplit = definePart<PreTokenizer, typeof punctuationOptions>(
  "Punctuation",
  punctuationOptions,
  ({ behavior }) => splitBy(punctuation, behavior),
);

const digitOptions = z.object({ individual_digits: z.boolean().default(false) });

export const digits = definePart<PreTokenizer, typeof digitOptions>("Digits", digitOptions, (given) =>
  splitBy(/\p{N}/gu, given.individual_digits ? "Isolated" : "Contiguous"),
);
