import { createAnatomy } from "../../anatomy.ts";
import { languages } from "../../language/index.ts";
import type { Chat } from "../../llm/chat.ts";
import { abstain, answerFrom, fewestRewrites } from "../../rewriting/answer.ts";
import type { RewritingCalibration } from "../../rewriting/calibration.ts";
import { compareRewrites } from "../../rewriting/compare-rewrites.ts";
import type { RewritingAnswer } from "../../rewriting.ts";
import type { SourceFile } from "../../source-file.ts";
import type { CodeEncoder } from "../encoder/code-encoder.ts";
import type { SyntaxParser } from "../grammars.ts";
import { collectRewrites } from "./collect-rewrites.ts";
import { createRewriteCache } from "./rewrite-cache.ts";

export interface RewritingOptions {
  /** One a rewriter. */
  readonly chats: readonly Chat[];
  /** Rewrites by each of them. */
  readonly rewrites: number;
  readonly calibration?: RewritingCalibration;
  /** Where rewrites are kept; nowhere when left out. */
  readonly cacheFolder?: string;
}

/** What is open already, and is closed by whoever opened it. */
export interface RewriterParts extends RewritingOptions {
  readonly encode: CodeEncoder["encode"];
  readonly parser: SyntaxParser;
}

/** Asks language models to rewrite code and tells how near they come. It sends code out. */
export interface CodeRewriter {
  /** Hosts that the code goes to. */
  readonly hosts: readonly string[];
  /** @throws the signal's reason when it was ended; everything else that goes wrong is an answer that abstains */
  readonly ask: (source: SourceFile, options?: { readonly signal?: AbortSignal }) => Promise<RewritingAnswer>;
}

/** Words and signs of code; as few as the other detectors need. */
const fewestTokens = 30;

export function createRewriter(parts: RewriterParts): CodeRewriter {
  const { chats, rewrites, encode, parser, calibration, cacheFolder } = parts;
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
      const { asked, dropped, original, isCut } = collected;
      if (collected.rewrites.length < Math.min(fewestRewrites, asked))
        return abstain(
          `too few rewrites: ${collected.rewrites.length} of ${asked}, at least ${fewestRewrites} are needed`,
          asked,
          dropped,
        );
      const texts = [original, ...collected.rewrites.map((one) => one.text)];
      const [vector, ...others] = await encode(texts, { signal });
      const likeness = compareRewrites(
        vector!,
        others.map((other, at) => ({ model: collected.rewrites[at]!.model, vector: other })),
      );
      return answerFrom({ asked, rewrites: collected.rewrites.length, dropped, likeness, isCut }, calibration);
    },
  };
}
