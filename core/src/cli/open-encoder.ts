import type { z } from "zod";
import { resolveModelFolder } from "../node/hub/resolve-model-folder.ts";
import type { CodeEncoder } from "../node/encoder/code-encoder.ts";
import { loadEncoder } from "../node/load-encoder.ts";
import type { encoderOptions } from "./encoder-options.ts";
import type { CliEnvironment } from "./environment.ts";

type EncoderSettings = z.infer<z.ZodObject<Omit<typeof encoderOptions, "output">>>;

/** Loads the encoder that `--model` names. It must be closed. */
export async function openEncoder(settings: EncoderSettings, environment: CliEnvironment): Promise<CodeEncoder> {
  const { model, pooling, normalize, precision, maxTokens, threads } = settings;
  const folder = await resolveModelFolder(model, environment);
  return loadEncoder(folder, { pooling, normalize, precision, maxTokens, threads });
}
