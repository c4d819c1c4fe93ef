import { join } from "node:path";
import { createAnatomy } from "../../anatomy.ts";
import { languages } from "../../language/index.ts";
import type { Chat } from "../../llm/chat.ts";
import { abstain, answerFrom, fewestRewrites } from "../../rewriting/answer.ts";
import type { RewritingCalibration } from "../../rewriting/calibration.ts";
import { compareRewrites } from "../../rewriting/compare-rewrites.ts";
import type { RewritingAnswer } from "../../rewriting.ts";
import type { SourceFile } from "../../source-file.ts";
import { openSyntaxParser } from "../grammars.ts";
import { hashFile } from "../hash-file.ts";
import { loadEncoder } from "../load-encoder.ts";
import { collectRewrites } from "./collect-rewrites.ts";
import { createRewriteCache } from "./rewrite-cache.ts";

export interface RewriterSettings {
  /** One a rewriter. */
  readonly chats: readonly Chat[];
  /** Rewrites by each of them. */
  readonly rewrites: number;
  /** Folder of the encoder that compares. */
  readonly encoderFolder: string;
  readonly calibration?: RewritingCalibration;
  /** Where rewrites are kept; nowhere when left out. */
  readonly cacheFolder?: string;
}

/** Asks language models to rewrite code and tells how near they come. It sends code out. Must be closed. */
export interface Rewriter {
  /** Hosts that the code goes to. */
  readonly hosts: readonly string[];
  /** @throws the signal's reason when it was ended; everything else that goes wrong is an answer that abstains */
  readonly ask: (source: SourceFile, options?: { readonly signal?: AbortSignal }) => Promise<RewritingAnswer>;
  readonly close: () => Promise<void>;
}

/** Words and signs of code; as few as the other detectors need. */
const fewestTokens = 30;

/** @throws {Error} when the encoder cannot be loaded, or is not the one that the calibration was fitted with */
export async function openRewriter(settings: RewriterSettings): Promise<Rewriter> {
  const { chats, rewrites, encoderFolder, calibration, cacheFolder } = settings;
  if (calibration !== undefined) {
    const weights = await hashFile(join(encoderFolder, "model.safetensors"));
    if (weights !== calibration.encoder)
      throw new Error(
        `The calibration of rewriting was fitted with another encoder than ${encoderFolder}. Name that one, or fit another: whowrote train rewriting.`,
      );
  }
  const [encoder, parser] = await Promise.all([loadEncoder(encoderFolder, {}), openSyntaxParser()]);
  const collect = {
    chats,
    rewrites,
    parser,
    ...(cacheFolder !== undefined && { cache: createRewriteCache(cacheFolder) }),
  };
  return {
    hosts: [...new Set(chats.map(({ host }) => host))],
    ask: async ({ text, language, path }, { signal } = {}) => {
      const tree = await parser.parse(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"), languages[language], path);
      const anatomy = createAnatomy(tree);
      const tokens = anatomy.tokens.length;
      if (tokens < fewestTokens)
        return abstain(`too short: ${tokens} words and signs of code, at least ${fewestTokens} are needed`);
      const collected = await collectRewrites(anatomy, collect, signal);
      const { asked, dropped, original } = collected;
      if (collected.rewrites.length < Math.min(fewestRewrites, asked))
        return abstain(
          `too few rewrites: ${collected.rewrites.length} of ${asked}, at least ${fewestRewrites} are needed`,
          asked,
          dropped,
        );
      const texts = [original, ...collected.rewrites.map((one) => one.text)];
      const [vector, ...others] = await encoder.encode(texts, { signal });
      const likeness = compareRewrites(
        vector!,
        others.map((other, at) => ({ model: collected.rewrites[at]!.model, vector: other })),
      );
      return answerFrom({ asked, rewrites: collected.rewrites.length, dropped, likeness }, calibration);
    },
    close: async () => {
      parser.close();
      await encoder.close();
    },
  };
}
