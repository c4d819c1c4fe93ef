import type { EncoderDefinition } from "whowrote/encoder";
import { familyOf } from "whowrote/encoder/index";
import type { Value } from "whowrote/graph";
import { gelu } from "whowrote/graph/operator/activation";
import { add, mul } from "whowrote/graph/operator/arithmetic";
import { crossEntropy } from "whowrote/graph/operator/cross-entropy";
import { gather } from "whowrote/graph/operator/gather";
import { linear } from "whowrote/graph/operator/linear";
import { layerNorm } from "whowrote/graph/operator/normalization";
import { reduceSum } from "whowrote/graph/operator/reduce";
import { reshape } from "whowrote/graph/operator/reshape";
import { encodeTokens, type TokenForm } from "../parameters/encoder-values.ts";
import type { ModelScope } from "../parameters/model-scope.ts";
import type { Objective } from "../objective.ts";
import { normalNumbers, type Parameter } from "../parameters/parameter.ts";
import { randomAt } from "../step-seed.ts";

/** A batch in which hidden tokens are guessed. */
export interface GuessForm extends TokenForm {
  /** Most guesses. */
  readonly guesses: number;
}

/** What turns a state into a guess, in the form of BERT: a layer, a norm, and the table of words itself, tied. */
export function guessParameters(
  { hiddenSize, vocabularySize }: EncoderDefinition,
  seed: number,
  rate: number,
): Parameter[] {
  const vector = (name: string, size: number, value: number): Parameter => ({
    ...{ name, shape: [size], start: new Float32Array(size).fill(value) },
    ...{ part: "head", rule: { rate, decays: false } },
  });
  return [
    {
      ...{ name: "guess.dense.weight", shape: [hiddenSize, hiddenSize] },
      start: normalNumbers(hiddenSize * hiddenSize, 0.02, randomAt(seed, "guess", 0)),
      ...{ part: "head", rule: { rate, decays: true } },
    },
    vector("guess.dense.bias", hiddenSize, 0),
    vector("guess.norm.weight", hiddenSize, 1),
    vector("guess.norm.bias", hiddenSize, 0),
    vector("guess.bias", vocabularySize, 0),
  ];
}

/** Masked-language modelling (Devlin et al. 2019, section 3.1). Adds `places` and `hidden` int64 and `weights`, all [guesses]. */
export function languageModelObjective(
  definition: EncoderDefinition,
  parameters: readonly Parameter[],
): Objective<GuessForm> {
  const words = familyOf(definition).words(definition).weight;
  const loss = (model: ModelScope, form: GuessForm): Value => {
    const { graph, parameter } = model;
    const { states } = encodeTokens(model, definition, form);
    const places = graph.input("places", "int64", [form.guesses]);
    const hidden = graph.input("hidden", "int64", [form.guesses]);
    const weights = graph.input("weights", "float32", [form.guesses]);
    const chosen = gather(reshape(states, [form.rows * form.tokens, definition.hiddenSize]), places);
    const dense = gelu(linear(chosen, parameter("guess.dense.weight"), parameter("guess.dense.bias")));
    const norm = layerNorm(dense, parameter("guess.norm.weight"), parameter("guess.norm.bias"), definition.normEpsilon);
    const logits = add(linear(norm, parameter(words)), parameter("guess.bias"));
    return mul(crossEntropy(logits, hidden, { weights }), reduceSum(weights));
  };
  return { parameters, loss, scores: (model, form) => ({ loss: loss(model, form) }) };
}
