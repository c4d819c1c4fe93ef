import { ChatError } from "./chat-error.ts";
import type { Chat, ChatAnswer, ChatOptions, ChatRequest } from "./chat.ts";
import { createKeyedFetch } from "./keyed-fetch.ts";
import type { Clock } from "./clock.ts";
import type { KeyPool } from "./key-pool.ts";
import type { KeyUse } from "./key-use.ts";
import { providers } from "./provider.ts";
import { toFinishReason, toSdkCall, toUsage } from "./sdk-call.ts";
import { loadSdkModel, type SdkModel } from "./sdk-model.ts";
import type { LlmSettings } from "./settings.ts";
import { createThinkingFilter } from "./thinking.ts";

export interface ChatSetting {
  readonly settings: LlmSettings;
  readonly pool: KeyPool;
  readonly use: KeyUse;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/** A model at an endpoint. Nothing is loaded or sent until the first call. */
export function createChat({ settings, use, pool, fetch, clock, random }: ChatSetting): Chat {
  const { model: name, baseUrl, provider, timeout, wait } = settings;
  const { host } = new URL(baseUrl);
  const shared = {
    pool,
    use,
    fetch,
    clock,
    random,
    provider: providers[provider],
    timeoutMs: timeout * 1000,
    waitMs: wait * 1000,
  };
  const load = async (isWhole: boolean): Promise<SdkModel> =>
    loadSdkModel(settings, createKeyedFetch({ ...shared, isWhole }));
  let whole: Promise<SdkModel> | undefined;
  let streamed: Promise<SdkModel> | undefined;

  return {
    model: name,
    host,
    complete: async (request, { signal } = {}) => {
      const startedAt = clock.now();
      signal?.throwIfAborted();
      try {
        const model = await (whole ??= load(true));
        const { content, finishReason, usage, response } = await model.doGenerate(toSdkCall(request, settings, signal));
        const filter = createThinkingFilter();
        const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
        return {
          text: filter.push(text) + filter.end(),
          finishReason: toFinishReason(finishReason),
          usage: toUsage(usage),
          model: nameOf(response?.modelId, name),
          elapsedMs: clock.now() - startedAt,
        };
      } catch (error) {
        throw toChatError(error, host, signal);
      }
    },
    stream: (request, options = {}) => readStream(request, options),
  };

  async function* readStream(
    request: ChatRequest,
    { signal }: ChatOptions,
  ): AsyncGenerator<string, ChatAnswer, undefined> {
    const startedAt = clock.now();
    signal?.throwIfAborted();
    let text = "";
    let end: Pick<ChatAnswer, "finishReason" | "usage"> | undefined;
    let model = name;
    try {
      const { stream } = await (await (streamed ??= load(false))).doStream(toSdkCall(request, settings, signal));
      const filter = createThinkingFilter();
      for await (const part of stream) {
        if (part.type === "error") throw part.error;
        if (part.type === "response-metadata") model = nameOf(part.modelId, model);
        if (part.type === "finish")
          end = { finishReason: toFinishReason(part.finishReason), usage: toUsage(part.usage) };
        const piece = part.type === "text-delta" ? filter.push(part.delta) : "";
        text += piece;
        if (piece !== "") yield piece;
      }
      const rest = filter.end();
      text += rest;
      if (rest !== "") yield rest;
    } catch (error) {
      throw toChatError(error, host, signal);
    }
    if (end === undefined) throw unreadable(host);
    return { text, ...end, model, elapsedMs: clock.now() - startedAt };
  }
}

const nameOf = (told: string | undefined, asked: string): string => (told === undefined || told === "" ? asked : told);

/** What the SDK wraps around an error holds the whole request, code and all: only what is ours is let through. */
function toChatError(error: unknown, host: string, signal: AbortSignal | undefined): Error {
  if (signal?.aborted) return signal.reason as Error;
  return findChatError(error) ?? unreadable(host);
}

function findChatError(error: unknown): ChatError | undefined {
  if (error instanceof ChatError) return error;
  return error instanceof Error ? findChatError(error.cause) : undefined;
}

const unreadable = (host: string): ChatError =>
  new ChatError(
    "unreadable",
    `${host} gave an answer that is none of a language model. Check WHOWROTE_LLM_BASE_URL and WHOWROTE_LLM_PROVIDER.`,
  );
