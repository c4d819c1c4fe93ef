import { UsageError } from "whowrote/cli/usage-error";
import type { LanguageModels, LanguageModelsState, UseState } from "../language-models.ts";
import { Problem } from "../problem.ts";
import type { Settings } from "../settings.ts";
import { createAskLimit } from "./ask-limit.ts";
import { openRewriting } from "./open-rewriting.ts";
import type { LanguageModelParts } from "./parts.ts";

const switchOn =
  "Whoever runs this server switches that on with WHOWROTE_LLM=1, and says which model with WHOWROTE_LLM_PROVIDER and the provider's key.";
const switchedOff = `This server asks no language model. ${switchOn}`;

/**
 * Reads who may be asked, with which keys. Nothing is sent, and nothing loaded that is not switched on, until a caller asks.
 * @throws {Error} when a setting of language models, or a key, is not one, by its name
 */
export async function openLanguageModels(parts: LanguageModelParts): Promise<LanguageModels> {
  const { settings, variables, cwd, logger, stopping } = parts;
  if (!settings.llm) {
    if (settings.rewrite) throw new UsageError("WHOWROTE_REWRITE=1 needs WHOWROTE_LLM=1 beside it.");
    return closedLanguageModels(settings);
  }
  const [{ openLlm }, { measurePool }, { isPrivateAddress }, { providers }] = await Promise.all([
    import("whowrote/node/llm/open-llm"),
    import("whowrote/llm/pool-figures"),
    import("whowrote/llm/private-address"),
    import("whowrote/llm/provider"),
  ]);
  const llm = await openLlm({ variables, cwd });
  for (const notice of llm.notices) logger.warn(notice);
  const chat = llm.chat("explaining");
  const { hostname } = new URL(llm.settings.baseUrl);
  const place = {
    provider: providers[llm.settings.provider].title,
    host: chat.host,
    isPrivate: isPrivateAddress(hostname),
    model: chat.model,
  };
  logger.info({ host: place.host, model: place.model, rewriting: settings.rewrite }, "language models may be asked");
  const explaining: UseState = llm.hasKey("explaining")
    ? { isAllowed: true }
    : { isAllowed: false, why: `No key is set for it. ${llm.howToSetKeys("explaining")}` };
  const rewriters = settings.rewriters.length > 0 ? settings.rewriters : [llm.settings.model];
  const rewriting = await openRewriting({ ...parts, llm, rewriters });
  for (const { why } of [explaining, ...(settings.rewrite ? [rewriting] : [])]) if (why !== undefined) logger.warn(why);
  const state = (): LanguageModelsState => ({
    place,
    explaining,
    rewriting: {
      isAllowed: rewriting.why === undefined,
      ...(rewriting.why !== undefined && { why: rewriting.why }),
      models: rewriters,
      rewrites: settings.rewrites,
      isCalibrated: rewriting.isCalibrated,
    },
    keys: llm.pool.snapshot(),
  });
  return {
    state,
    explainer: () => {
      if (!explaining.isAllowed) throw notAllowed(explaining.why!);
      return chat;
    },
    rewriter: () => {
      if (rewriting.why !== undefined) throw notAllowed(rewriting.why);
      return rewriting.rewriter;
    },
    begin: createAskLimit({ most: settings.asks, seconds: settings.askSeconds, stopping }),
    figures: () => measurePool(llm.pool),
    close: async () => {
      rewriting.close();
      await llm.close();
    },
  };
}

/** What is there where they are not switched on. */
function closedLanguageModels({ rewrites }: Settings): LanguageModels {
  const off: UseState = { isAllowed: false, why: switchedOff };
  const refuse = (): never => {
    throw notAllowed(switchedOff);
  };
  return {
    state: () => ({
      place: undefined,
      explaining: off,
      rewriting: { ...off, models: [], rewrites, isCalibrated: false },
      keys: [],
    }),
    explainer: refuse,
    rewriter: refuse,
    begin: refuse,
    figures: () => undefined,
    close: async () => {},
  };
}

const notAllowed = (why: string): Problem => new Problem(409, why, { title: "Not switched on" });
