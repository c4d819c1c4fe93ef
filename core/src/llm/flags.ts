import { z } from "zod";
import { llmSettingsSchema } from "./settings.ts";

const { provider, baseUrl, model, temperature, maxTokens, topP, seed, timeout, rate } = llmSettingsSchema.shape;

/**
 * The options that a command may take as flags: `--llm-model <name>` and so on. They come before the environment. Each is
 * optional here: `readLlmSettings` checks the value and fills defaults in.
 */
export const llmFlags = z.object({
  llmProvider: flag(provider),
  llmBaseUrl: flag(baseUrl),
  llmModel: flag(model),
  llmTemperature: flag(temperature),
  llmMaxTokens: flag(maxTokens),
  llmTopP: flag(topP),
  llmSeed: flag(seed),
  llmTimeout: flag(timeout),
  llmRate: flag(rate),
});

export type LlmFlags = z.infer<typeof llmFlags>;

function flag(field: z.ZodType) {
  const { value, description, usually, variable } = field.meta() as Record<string, string>;
  const standard = usually ?? (field instanceof z.ZodDefault ? String(field.def.defaultValue) : undefined);
  return z
    .string()
    .optional()
    .meta({ value, description, usually: `${variable}, else ${standard}` });
}
