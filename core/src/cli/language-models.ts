import { join, resolve } from "node:path";
import type { LlmFlags } from "../llm/flags.ts";
import type { Llm } from "../node/llm/open-llm.ts";
import type { Rewriter } from "../node/rewriting/open-rewriter.ts";
import { writeTo, type CliEnvironment } from "./environment.ts";
import { createNarrator, type Narrator } from "./narrator.ts";
import { UsageError } from "./usage-error.ts";

interface AskedModels extends LlmFlags {
  readonly narrate: boolean;
  readonly rewrite: boolean;
  readonly rewrites: number;
  readonly rewriters?: readonly string[] | undefined;
  readonly rewriteEncoder: string;
  readonly rewriteCalibration?: string | undefined;
}

/** What language models are asked for; nothing where that was not wanted. Must be closed. */
export interface LanguageModels {
  readonly narrator?: Narrator;
  readonly rewriter?: Rewriter;
  readonly close: () => Promise<void>;
}

/**
 * Opens what `--narrate` and `--rewrite` ask for, over one pool of keys, and says on standard error where code will go before
 * any is sent.
 * @throws {UsageError} when there is no key for it
 */
export async function openLanguageModels(asked: AskedModels, environment: CliEnvironment): Promise<LanguageModels> {
  if (!asked.narrate && !asked.rewrite) return { close: async () => {} };
  const { variables, cwd, stderr } = environment;
  const { openLlm } = await import("../node/llm/open-llm.ts");
  const llm = await openLlm({ variables, cwd, flags: asked });
  try {
    for (const notice of llm.notices) await writeTo(stderr, `whowrote: ${notice}\n`);
    if (asked.narrate) checkKey(llm, "explaining", "--narrate");
    if (asked.rewrite) checkKey(llm, "rewriting", "--rewrite");
    const narrator = asked.narrate ? createNarrator(llm.chat("explaining")) : undefined;
    if (narrator) await announce("--narrate", "the code and its evidence", narrator.model);
    const rewriter = asked.rewrite ? await openCodeRewriter(llm, asked, environment) : undefined;
    if (rewriter) await announce("--rewrite", "the code without its comments", rewriterNames(llm, asked).join(", "));
    return {
      ...(narrator && { narrator }),
      ...(rewriter && { rewriter }),
      close: async () => {
        await rewriter?.close();
        await llm.close();
      },
    };
  } catch (error) {
    await llm.close();
    throw error;
  }

  async function announce(flag: string, what: string, models: string): Promise<void> {
    await writeTo(stderr, `whowrote: ${flag} sends ${what} to ${llm.settings.baseUrl} (model ${models}).\n`);
  }
}

const rewriterNames = (llm: Llm, { rewriters }: AskedModels): readonly string[] =>
  rewriters && rewriters.length > 0 ? rewriters : [llm.settings.model];

async function openCodeRewriter(llm: Llm, asked: AskedModels, environment: CliEnvironment): Promise<Rewriter> {
  const { models, cwd, variables } = environment;
  const [{ openRewriter }, { readRewritingCalibration }, { resolveModelFolder }, { modelCache }] = await Promise.all([
    import("../node/rewriting/open-rewriter.ts"),
    import("../node/rewriting/read-calibration.ts"),
    import("../node/hub/resolve-model-folder.ts"),
    import("../node/hub/hub-settings.ts"),
  ]);
  const named = asked.rewriteCalibration === undefined ? undefined : resolve(cwd, asked.rewriteCalibration);
  const calibration = await readRewritingCalibration(named, models);
  return openRewriter({
    chats: rewriterNames(llm, asked).map((model) => llm.chat("rewriting", model)),
    rewrites: asked.rewrites,
    encoderFolder: await resolveModelFolder(asked.rewriteEncoder, environment),
    cacheFolder: join(modelCache(variables), "rewrites"),
    ...(calibration && { calibration }),
  });
}

function checkKey(llm: Llm, use: "explaining" | "rewriting", flag: string): void {
  if (llm.hasKey(use)) return;
  throw new UsageError(
    `${flag}: no key is set for ${llm.settings.baseUrl}. ${llm.howToSetKeys(use)} Or leave ${flag} out: the verdict and its explanation need none.`,
  );
}
