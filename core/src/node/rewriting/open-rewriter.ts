import { openSyntaxParser } from "../grammars.ts";
import { loadEncoder } from "../load-encoder.ts";
import { checkRewritingEncoder } from "./check-rewriting-encoder.ts";
import { createRewriter, type CodeRewriter, type RewritingOptions } from "./create-rewriter.ts";

export interface RewriterSettings extends RewritingOptions {
  /** Folder of the encoder that compares. */
  readonly encoderFolder: string;
}

/** A rewriter with an encoder and a parser of its own. Must be closed. */
export interface Rewriter extends CodeRewriter {
  readonly close: () => Promise<void>;
}

/** @throws {Error} when the encoder cannot be loaded, or is not the one that the calibration was fitted with */
export async function openRewriter({ encoderFolder, ...options }: RewriterSettings): Promise<Rewriter> {
  await checkRewritingEncoder(options.calibration, encoderFolder);
  const [encoder, parser] = await Promise.all([
    loadEncoder(encoderFolder, { pooling: options.calibration?.pooling }),
    openSyntaxParser(),
  ]);
  return {
    ...createRewriter({ ...options, encode: encoder.encode, parser }),
    close: async () => {
      parser.close();
      await encoder.close();
    },
  };
}
