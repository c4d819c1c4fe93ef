import type { LlmFlags } from "../llm/flags.ts";
import type { ProseRequest } from "../prose.ts";
import { writeTo, type CliEnvironment } from "./environment.ts";
import type { ToldProse } from "./explainer.ts";
import { UsageError } from "./usage-error.ts";

/** A language model that writes about files. Must be closed. */
export interface Narrator {
  /** @throws only when `signal` fires: why there is no text stands in the answers */
  readonly tell: (request: ProseRequest, signal: AbortSignal) => Promise<ToldProse>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the model that the settings name, and says on standard error where code will go before any is sent.
 * @throws {UsageError} when there is no key for it
 */
export async function openNarrator(flags: LlmFlags, environment: CliEnvironment): Promise<Narrator> {
  const { variables, cwd, stderr } = environment;
  const { openLlm } = await import("../node/llm/open-llm.ts");
  const llm = await openLlm({ variables, cwd, flags });
  if (!llm.hasKey("explaining")) {
    await llm.close();
    throw new UsageError(
      `--narrate: ${llm.howToSetKeys("explaining")} Or leave --narrate out: the explanation in words needs no model.`,
    );
  }
  const chat = llm.chat("explaining");
  for (const notice of llm.notices) await writeTo(stderr, `whowrote: ${notice}\n`);
  await writeTo(
    stderr,
    `whowrote: --narrate sends the code and its evidence to ${llm.settings.baseUrl} (model ${chat.model}).\n`,
  );
  return {
    tell: async (request, signal) => {
      const { writeProse } = await import("../prose/write-prose.ts");
      return { model: chat.model, host: chat.host, answers: await writeProse(chat, request, { signal }) };
    },
    close: llm.close,
  };
}
