/** How an endpoint is spoken to. */
export type Dialect = "openai" | "anthropic" | "google";

/** Times in seconds. */
interface UsualNumbers {
  readonly timeout: number;
  readonly wait: number;
  /** Undefined where only refusals tell how many requests may be under way. */
  readonly atOnce: number | undefined;
}

const hosted: UsualNumbers = { timeout: 60, wait: 180, atOnce: undefined };
/** It answers a few calls at a time, each for minutes; the others wait here, where their time does not run out. */
const ownMachine: UsualNumbers = { timeout: 600, wait: 3600, atOnce: 4 };

/** What is known beforehand about a place that answers. */
export interface Provider {
  readonly title: string;
  readonly dialect: Dialect;
  /** Undefined where every customer has an address of its own. Without a slash at its end. */
  readonly baseUrl: string | undefined;
  /** Where there is one that most will want. */
  readonly model: string | undefined;
  /** Environment variable of a key; with _1, _2, … at its end, of several. */
  readonly keyVariable: string;
  /** A program on one's own machine needs none. */
  readonly needsKey: boolean;
  /** Holds unless the operator says otherwise. */
  readonly usual: UsualNumbers;
  /** The header that carries the key, and what stands before the key in it. */
  readonly keyHeader: string;
  readonly keyPrefix: string;
  /** Whether it takes a JSON schema that the answer must have; others take "some JSON". */
  readonly takesSchema: boolean;
  /** What the most tokens of an answer are called. */
  readonly maxTokensField: "max_tokens" | "max_completion_tokens";
}

const openAiLike = {
  dialect: "openai",
  model: undefined,
  needsKey: true,
  usual: hosted,
  keyHeader: "authorization",
  keyPrefix: "Bearer ",
  takesSchema: true,
  maxTokensField: "max_tokens",
} as const;

/** Their reasoning models refuse `max_tokens`. */
const openAiNames = { maxTokensField: "max_completion_tokens" } as const;

export const providers = {
  groq: {
    ...openAiLike,
    title: "Groq",
    baseUrl: "https://api.groq.com/openai/v1",
    model: "llama-3.3-70b-versatile",
    keyVariable: "GROQ_API_KEY",
    // Only some of its models take one.
    takesSchema: false,
  },
  openai: {
    ...openAiLike,
    ...openAiNames,
    title: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
  },
  openrouter: {
    ...openAiLike,
    title: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyVariable: "OPENROUTER_API_KEY",
    takesSchema: false,
  },
  ollama: {
    ...openAiLike,
    title: "Ollama",
    baseUrl: "http://localhost:11434/v1",
    keyVariable: "OLLAMA_API_KEY",
    needsKey: false,
    usual: ownMachine,
  },
  "llama-cpp": {
    ...openAiLike,
    title: "llama.cpp",
    baseUrl: "http://localhost:8080/v1",
    keyVariable: "LLAMA_API_KEY",
    needsKey: false,
    usual: ownMachine,
  },
  vllm: {
    ...openAiLike,
    title: "vLLM",
    baseUrl: "http://localhost:8000/v1",
    keyVariable: "VLLM_API_KEY",
    needsKey: false,
    // It batches whatever comes.
    usual: { ...ownMachine, atOnce: undefined },
  },
  azure: {
    ...openAiLike,
    ...openAiNames,
    title: "Azure OpenAI",
    baseUrl: undefined,
    keyVariable: "AZURE_API_KEY",
    keyHeader: "api-key",
    keyPrefix: "",
  },
  anthropic: {
    title: "Anthropic",
    dialect: "anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    model: undefined,
    keyVariable: "ANTHROPIC_API_KEY",
    needsKey: true,
    usual: hosted,
    keyHeader: "x-api-key",
    keyPrefix: "",
    takesSchema: true,
    maxTokensField: "max_tokens",
  },
  google: {
    title: "Google",
    dialect: "google",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    model: undefined,
    keyVariable: "GEMINI_API_KEY",
    needsKey: true,
    usual: hosted,
    keyHeader: "x-goog-api-key",
    keyPrefix: "",
    takesSchema: true,
    maxTokensField: "max_tokens",
  },
} as const satisfies Readonly<Record<string, Provider>>;

export type ProviderId = keyof typeof providers;

export const providerIds = Object.keys(providers) as readonly ProviderId[];
