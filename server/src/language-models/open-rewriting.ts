import { LRUCache } from "lru-cache";
import type { Llm } from "whowrote/node/llm/open-llm";
import type { CodeRewriter } from "whowrote/node/rewriting/create-rewriter";
import type { RewritingAnswer } from "whowrote/rewriting";
import { abstain } from "whowrote/rewriting/answer";
import type { SourceFile } from "whowrote/source-file";
import type { Rewriting } from "../language-models.ts";
import { contentHash } from "../prediction/content-hash.ts";
import type { LanguageModelParts } from "./parts.ts";

interface RewritingParts extends Pick<LanguageModelParts, "settings" | "logger" | "embed" | "encoderFolder"> {
  readonly llm: Llm;
  /** Models that rewrite. */
  readonly rewriters: readonly string[];
}

interface OpenRewriting {
  readonly rewriter: Rewriting;
  /** Why nothing may be asked, and what to do about it. */
  readonly why: string | undefined;
  readonly isCalibrated: boolean;
  readonly close: () => void;
}

const rewritingOff =
  "This server lets no language model rewrite code. Whoever runs it switches that on with WHOWROTE_REWRITE=1.";

/** Answers in memory. They hold figures, no code. */
const mostKept = 2000;
/** Only some thousand characters are rewritten, so no more than this is parsed: the parser runs in the thread that serves everybody. */
const mostCharacters = 100_000;

/** The parser is opened when it is needed first; the vectors come from the thread that also compares code. */
export async function openRewriting(parts: RewritingParts): Promise<OpenRewriting> {
  const { settings, logger, embed, encoderFolder, llm, rewriters } = parts;
  const closed = (why: string): OpenRewriting => ({
    rewriter: { ask: async () => Promise.resolve(abstain(why)) },
    why,
    isCalibrated: false,
    close: () => {},
  });
  if (!settings.rewrite) return closed(rewritingOff);
  if (!llm.hasKey("rewriting")) return closed(`No key is set for rewriting. ${llm.howToSetKeys("rewriting")}`);
  if (embed === undefined || encoderFolder === undefined)
    return closed(
      "No encoder is installed that could compare rewrites. Restore models/similarity, or set WHOWROTE_ENCODER.",
    );
  const [{ readRewritingCalibration }, { checkRewritingEncoder }, { readEncoderHabits }] = await Promise.all([
    import("whowrote/node/rewriting/read-calibration"),
    import("whowrote/node/rewriting/check-rewriting-encoder"),
    import("whowrote/node/encoder/encoder-habits"),
  ]);
  const calibration = await readRewritingCalibration(undefined, settings.models);
  try {
    const { pooling = "mean" } = await readEncoderHabits(encoderFolder);
    await checkRewritingEncoder(calibration, encoderFolder, pooling);
  } catch {
    return closed(
      "The calibration of rewriting was fitted with another encoder than this server's, or with another pooling than its folder says. Set WHOWROTE_ENCODER to that one, or fit another: whowrote train rewriting.",
    );
  }
  if (calibration === undefined)
    logger.warn("rewriting has no calibration (rewriting.json): it measures, and abstains");

  let opening: Promise<OpenedRewriter> | undefined;
  const open = async (): Promise<OpenedRewriter> => {
    const [{ createRewriter }, { openSyntaxParser }] = await Promise.all([
      import("whowrote/node/rewriting/create-rewriter"),
      import("whowrote/node/grammars"),
    ]);
    const parser = await openSyntaxParser();
    const rewriter = createRewriter({
      chats: rewriters.map((model) => llm.chat("rewriting", model)),
      rewrites: settings.rewrites,
      parser,
      encode: async (texts, options) => embed(texts, { signal: options?.signal }),
      ...(calibration && { calibration }),
    });
    return { rewriter, close: parser.close };
  };
  const opened = async (): Promise<OpenedRewriter> => {
    opening ??= open();
    return opening.catch((error: unknown) => {
      // The next one tries again.
      opening = undefined;
      throw error;
    });
  };
  const known = new LRUCache<string, RewritingAnswer>({ max: mostKept });

  return {
    why: undefined,
    isCalibrated: calibration !== undefined,
    rewriter: {
      ask: async (source, asking) => {
        const key = contentHash(source.language, source.text);
        const remembered = known.get(key);
        if (remembered !== undefined) return remembered;
        try {
          const answer = await (await opened()).rewriter.ask(shorten(source), { signal: asking.signal });
          if (answer.meanSimilarity !== null) known.set(key, answer);
          return answer;
        } catch (error) {
          const reason = asking.reason();
          if (reason === undefined) throw error;
          return abstain(reason, rewriters.length * settings.rewrites);
        }
      },
    },
    close: () => void opening?.then(({ close }) => close()),
  };
}

interface OpenedRewriter {
  readonly rewriter: CodeRewriter;
  readonly close: () => void;
}

function shorten(source: SourceFile): SourceFile {
  if (source.text.length <= mostCharacters) return source;
  const end = source.text.lastIndexOf("\n", mostCharacters);
  return { ...source, text: source.text.slice(0, end > 0 ? end : mostCharacters) };
}
