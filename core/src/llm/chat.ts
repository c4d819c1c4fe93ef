import type { JsonSchema } from "./json-schema.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
}

/** What is asked of a model. The four numbers hold where the operator's settings name none. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 to 2. */
  readonly temperature?: number;
  /** Tokens of the answer at most. */
  readonly maxTokens?: number;
  /** Above 0, to 1. */
  readonly topP?: number;
  readonly seed?: number;
  /** Texts at which the answer ends. */
  readonly stop?: readonly string[];
  /**
   * The answer is JSON: any, or of this schema where the provider takes one. The messages must ask for JSON as well, and who
   * reads the answer checks it.
   */
  readonly json?: true | JsonSchema;
}

export interface ChatOptions {
  /** Ends the call, and its waiting for a key; the call then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

export type FinishReason = "stop" | "length" | "content-filter" | "other";

export interface ChatAnswer {
  /** Without what a reasoning model thought before. */
  readonly text: string;
  /** `length`: cut off at the most tokens. */
  readonly finishReason: FinishReason;
  /** Tokens, where the provider tells. */
  readonly usage: { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined };
  /** The model that the provider says it was; the one asked for when it says nothing. */
  readonly model: string;
  /** From the call until its end, waiting for a key and further attempts included. */
  readonly elapsedMs: number;
}

/** A model at an endpoint, asked with the keys of one use. */
export interface Chat {
  /** As the settings name it. */
  readonly model: string;
  /** Host, for words on where code goes: "api.groq.com". */
  readonly host: string;
  /** @throws {ChatError} when there is no answer; the signal's reason when it was ended */
  readonly complete: (request: ChatRequest, options?: ChatOptions) => Promise<ChatAnswer>;
  /**
   * The answer piece by piece; `return` value of the generator is the whole. Only what comes before the first piece is tried
   * again.
   * @throws {ChatError} also in the middle, when the connection breaks
   */
  readonly stream: (request: ChatRequest, options?: ChatOptions) => AsyncGenerator<string, ChatAnswer, undefined>;
}
