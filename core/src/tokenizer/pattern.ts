import * as huggingFace from "@huggingface/tokenizers";
import { z } from "zod";

/** What tokenizer.json looks for: an Oniguruma expression or plain text. */
export const patternSchema = z.union([z.object({ Regex: z.string() }), z.object({ String: z.string().min(1) })]);

type Pattern = z.infer<typeof patternSchema>;

/** Its declarations name files without an extension, which the resolution of Node does not find. */
interface PatternCompiler {
  readonly SplitPreTokenizer: new (definition: { readonly pattern: Pattern; readonly invert: true }) => {
    readonly pattern: RegExp | null;
  };
}

/**
 * As an expression of this language, with flags gu. \s, \w, \d, \b and classes mean in Oniguruma what they do not mean
 * in JavaScript; `@huggingface/tokenizers` knows the differences.
 * @throws when the expression cannot be read
 */
export function compilePattern(pattern: Pattern): RegExp {
  const { SplitPreTokenizer } = huggingFace as unknown as PatternCompiler;
  const shown = JSON.stringify(pattern).slice(0, 200);
  try {
    const compiled = new SplitPreTokenizer({ pattern, invert: true }).pattern;
    if (compiled) return compiled;
  } catch (cause) {
    throw new Error(`The pattern ${shown} of tokenizer.json is not understood. Use another model.`, { cause });
  }
  throw new Error(`The pattern ${shown} of tokenizer.json is empty. Use another model.`);
}
