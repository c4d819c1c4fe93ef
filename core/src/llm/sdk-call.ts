import type { ChatAnswer, ChatRequest, FinishReason } from "./chat.ts";
import type { SdkModel } from "./sdk-model.ts";
import type { LlmSettings } from "./settings.ts";

export type SdkCall = Parameters<SdkModel["doGenerate"]>[0];
export type SdkResult = Awaited<ReturnType<SdkModel["doGenerate"]>>;

/** The request in the SDK's words. What the operator set comes before what the task would like. */
export function toSdkCall(request: ChatRequest, settings: LlmSettings, signal: AbortSignal | undefined): SdkCall {
  const { messages, json, stop } = request;
  const numbers = {
    temperature: settings.temperature ?? request.temperature,
    maxOutputTokens: settings.maxTokens ?? request.maxTokens,
    topP: settings.topP ?? request.topP,
    seed: joinSeeds(settings.seed, request.seed),
  };
  return {
    prompt: messages.map(({ role, text }) =>
      role === "system" ? { role, content: text } : { role, content: [{ type: "text", text }] },
    ),
    ...(Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)) as Partial<SdkCall>),
    ...(stop && { stopSequences: [...stop] }),
    ...(json && { responseFormat: { type: "json", ...(json !== true && { name: json.name, schema: json.schema }) } }),
    ...(signal && { abortSignal: signal }),
  };
}

/**
 * The seed that is sent. A task that asks the same question several times numbers its requests: the operator's seed shifts
 * them, for with one seed for all the answers would be one.
 */
export function joinSeeds(operator: number | undefined, task: number | undefined): number | undefined {
  return operator === undefined || task === undefined ? (operator ?? task) : (operator + task) % 2 ** 31;
}

export function toFinishReason({ unified }: SdkResult["finishReason"]): FinishReason {
  return unified === "stop" || unified === "length" || unified === "content-filter" ? unified : "other";
}

export const toUsage = ({ inputTokens, outputTokens }: SdkResult["usage"]): ChatAnswer["usage"] => ({
  inputTokens: inputTokens.total,
  outputTokens: outputTokens.total,
});
