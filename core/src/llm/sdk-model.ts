import { providers, type Provider } from "./provider.ts";
import type { LlmSettings } from "./settings.ts";

/** The part of the AI SDK's language models that is used here. */
export type SdkModel = Awaited<ReturnType<typeof loadSdkModel>>;

/** Given where the SDK wants a key: the real one is set by the fetch. */
const noKey = "none";

/**
 * Loads the SDK for the provider's dialect, when first called: commands that ask no model do not pay for it. The models of the
 * SDK are called directly, without its `generateText`: that one has retries, telemetry and warnings on the console, and none of
 * them belongs here.
 */
export async function loadSdkModel({ provider: id, baseUrl, model }: LlmSettings, fetch: typeof globalThis.fetch) {
  const { dialect, takesSchema, maxTokensField }: Provider = providers[id];
  const { origin, pathname, searchParams } = new URL(baseUrl);
  const baseURL = `${origin}${pathname.replace(/\/+$/, "")}`;
  switch (dialect) {
    case "openai": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible({
        name: "llm",
        baseURL,
        fetch,
        // Azure's older addresses: ?api-version=2024-10-21.
        queryParams: Object.fromEntries(searchParams),
        includeUsage: true,
        supportsStructuredOutputs: takesSchema,
        transformRequestBody: ({ max_tokens: most, ...rest }: Record<string, unknown>) =>
          most === undefined ? rest : { ...rest, [maxTokensField]: most },
      }).chatModel(model);
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic({ baseURL, apiKey: noKey, fetch }).languageModel(model);
    }
    case "google": {
      const { createGoogle } = await import("@ai-sdk/google");
      return createGoogle({ baseURL, apiKey: noKey, fetch }).languageModel(model);
    }
  }
}
