import type { EncoderDefinition } from "whowrote/encoder";
import { expectedWeights } from "whowrote/encoder/expected-weights";
import { familyOf } from "whowrote/encoder/index";
import { normalNumbers, type Parameter } from "./parameter.ts";
import { encoderRule } from "./parameter-rule.ts";
import { randomAt } from "../step-seed.ts";

/** BERT's: `initializer_range`. */
const deviation = 0.02;

/** All parameters of an encoder, as they start where nothing was learned before: matrices small, norms 1, biases 0. */
export function encoderParameters(definition: EncoderDefinition, seed: number, layerDecay: number): Parameter[] {
  const { layerOf } = familyOf(definition);
  return expectedWeights(definition).map(({ name, shape }, at) => ({
    name,
    shape,
    start: startOf(name, shape, randomAt(seed, "start", at)),
    part: "encoder",
    rule: encoderRule(shape, layerOf(name), definition.layers, layerDecay),
  }));
}

function startOf(name: string, shape: readonly number[], random: () => number): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.length > 1) return normalNumbers(count, deviation, random);
  return new Float32Array(count).fill(name.endsWith("bias") ? 0 : 1);
}
