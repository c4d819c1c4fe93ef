import { z } from "zod";
import { parseKeyRange, type KeyRange } from "./key-range.ts";
import { providerIds } from "./provider.ts";

/** What a field says beside its type: its environment variable, and what the help of a command shows. */
export interface LlmMeta {
  readonly variable: string;
  readonly description: string;
  readonly value: string;
  readonly usually?: string;
}

const about = (meta: LlmMeta): Record<string, unknown> & LlmMeta => ({ ...meta });

/** Only what a person writes as a number is one: Number("") is 0. */
function number(from: number, to: number, isWhole = false) {
  const message = `must be a ${isWhole ? "whole " : ""}number from ${from} to ${to}`;
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d+(\.\d+)?$/, message)
          .transform(Number),
      ],
      message,
    )
    .refine((value) => value >= from && value <= to && (!isWhole || Number.isInteger(value)), message);
}

function range() {
  return z.string().transform((text, context): KeyRange => {
    const parsed = parseKeyRange(text);
    if (parsed) return parsed;
    context.addIssue("must be numbers of keys, such as 1-20 or 1-5,8");
    return z.NEVER;
  });
}

/**
 * Every option of the calls to language models, one line each. What is a flag stands in `llmFlags`; the rest comes from the
 * environment alone.
 */
export const llmSettingsSchema = z.object({
  provider: z
    .enum(providerIds, `must be one of ${providerIds.join(", ")}`)
    .default("groq")
    .meta(about({ variable: "WHOWROTE_LLM_PROVIDER", value: "<name>", description: providerIds.join(", ") })),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://llm.example.org/v1" })
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_BASE_URL",
        value: "<url>",
        description: "address that answers, up to /chat/completions; keys and code go there",
        usually: "the provider's own",
      }),
    ),
  model: z
    .string()
    .min(1, "must name a model")
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_MODEL",
        value: "<name>",
        description: "model that answers",
        usually: "llama-3.3-70b-versatile on groq; elsewhere it must be named",
      }),
    ),
  temperature: number(0, 2)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_TEMPERATURE",
        value: "<n>",
        description: "from 0, always the likeliest word, to 2",
        usually: "what suits the task",
      }),
    ),
  maxTokens: number(1, 1_000_000, true)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_MAX_TOKENS",
        value: "<n>",
        description: "tokens of one answer at most",
        usually: "what suits the task",
      }),
    ),
  topP: number(0.001, 1)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_TOP_P",
        value: "<n>",
        description: "only the likeliest words that together have this probability",
        usually: "the provider's",
      }),
    ),
  seed: number(0, 2_147_483_647, true)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_SEED",
        value: "<n>",
        description: "asks for the same answer to the same question, where the provider can",
        usually: "none",
      }),
    ),
  timeout: number(0.1, 3600)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_TIMEOUT",
        value: "<seconds>",
        description: "one attempt may take so long; of a streamed answer, until its next piece",
        usually: "60; 600 with Ollama, llama.cpp and vLLM",
      }),
    ),
  rate: number(1, 100_000, true)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_RATE",
        value: "<n>",
        description: "requests a minute at most with one key; stated, no key goes above it",
        usually: "found out by the provider's refusals",
      }),
    ),
  atOnce: number(1, 1000, true)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_AT_ONCE",
        value: "<n>",
        description: "requests under way at most with one key",
        usually: "found out by the provider's refusals; 4 with Ollama and llama.cpp",
      }),
    ),
  wait: number(0, 86_400)
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_WAIT",
        value: "<seconds>",
        description: "a call waits at most so long for a key that is free",
        usually: "180; 3600 with Ollama, llama.cpp and vLLM",
      }),
    ),
  keysFile: z
    .string()
    .min(1, "must name a file")
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_KEYS_FILE",
        value: "<file>",
        description: "keys, one a line; lines with # are comments",
        usually: "none",
      }),
    ),
  rewritingKeys: range()
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_KEYS_REWRITING",
        value: "<range>",
        description: "numbers of the keys that rewrite",
        usually: "1-20; of a list, all",
      }),
    ),
  explainingKeys: range()
    .optional()
    .meta(
      about({
        variable: "WHOWROTE_LLM_KEYS_EXPLAINING",
        value: "<range>",
        description: "numbers of the keys that explain; none of them may rewrite as well",
        usually: "21-33; of a list, all",
      }),
    ),
});

/** The list of keys itself. Its value is never printed, so it is no field of the schema. */
export const keyListVariable = "WHOWROTE_LLM_KEYS";

type Parsed = z.output<typeof llmSettingsSchema>;

/** Options of the calls to language models, checked. Times in seconds. */
export type LlmSettings = Readonly<Omit<Parsed, "baseUrl" | "model" | "timeout" | "wait">> & {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly model: string;
  readonly timeout: number;
  readonly wait: number;
};
