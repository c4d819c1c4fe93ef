import type { EncoderDefinition } from "whowrote/encoder";
import { createDifferentiableContext } from "whowrote/encoder/differentiable-context";
import { encode, encoderInputs } from "whowrote/encoder/index";
import type { Value } from "whowrote/graph";
import type { Form } from "../feeds.ts";
import type { ModelScope } from "./model-scope.ts";

/** Sizes of a batch of windows. */
export interface TokenForm extends Form {
  readonly rows: number;
  readonly tokens: number;
}

/** Appends the inputs of a batch and the encoder. */
export function encodeTokens(
  { graph, parameter, encoderDropout }: ModelScope,
  definition: EncoderDefinition,
  { rows, tokens }: TokenForm,
): {
  /** float32 [rows, tokens, hiddenSize] */ readonly states: Value;
  /** int64 [rows, tokens] */ readonly mask: Value;
} {
  const { ids, mask } = encoderInputs(graph, { batch: rows, tokens });
  const context = createDifferentiableContext(graph, { parameter, dropout: encoderDropout });
  return { states: encode(context, definition, ids, mask), mask };
}
