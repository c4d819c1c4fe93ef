import { z } from "zod";
import type { Activation } from "../encoder.ts";

/** The names that config.json has for the activations that can be built. */
const activations: Readonly<Record<string, Activation>> = {
  gelu: "gelu",
  gelu_python: "gelu",
  gelu_new: "gelu-tanh",
  gelu_fast: "gelu-tanh",
  gelu_accurate: "gelu-tanh",
  gelu_pytorch_tanh: "gelu-tanh",
  gelu_python_tanh: "gelu-tanh",
  relu: "relu",
  silu: "silu",
  swish: "silu",
};

export const activationField = z.string().transform((name, context): Activation => {
  const activation = Object.hasOwn(activations, name) ? activations[name] : undefined;
  if (activation) return activation;
  context.addIssue(`activation "${name}" is not supported; supported are ${Object.keys(activations).join(", ")}`);
  return z.NEVER;
});

/** Far above any real encoder; a config that claims more is damaged or hostile. */
const mostOfASize = 10_000_000;
const mostLayers = 1000;

export const sizeField = z.int().min(1).max(mostOfASize);
export const layersField = z.int().min(1).max(mostLayers);
export const rateField = z.number().min(0).lt(1);
export const epsilonField = z.number().positive().max(1);

/** A token id; some configs hold null where a model has no such token. */
export const idField = z.int().min(0).nullish();

/** What turns an encoder into something else that is not built here. */
export const notDecoder = {
  is_decoder: z.literal(false, "decoders are not supported, only encoders").default(false),
  add_cross_attention: z.literal(false, "cross attention is not supported").default(false),
};

/** Adds an issue when the heads do not share the hidden size out evenly. */
export function checkHeads(hiddenSize: number, heads: number, context: z.RefinementCtx): void {
  if (hiddenSize % heads !== 0)
    context.addIssue(`hidden_size ${hiddenSize} is not a multiple of num_attention_heads ${heads}`);
}
