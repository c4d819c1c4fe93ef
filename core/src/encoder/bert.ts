import type { BertDefinition, EncoderFamily, LayerContext, Padding } from "../encoder.ts";
import type { Value } from "../graph.ts";
import { add } from "../graph/operator/arithmetic.ts";
import { gather } from "../graph/operator/gather.ts";
import { layerNorm } from "../graph/operator/normalization.ts";
import { slice } from "../graph/operator/slice.ts";
import { activate } from "./activation.ts";
import { bertConfig } from "./bert-config.ts";
import { paddingOf } from "./padding.ts";
import { tokenNumbers, tokenRange } from "./positions.ts";

export const bert = createFamily("bert", (_, mask) => tokenRange(mask));

/** Positions count the tokens of a row from behind the padding token, which padding itself keeps. */
export const roberta = createFamily("roberta", ({ padId }, mask) => add(tokenNumbers(mask), padId));

function createFamily(
  family: BertDefinition["family"],
  /** int64 [tokens] or [batch, tokens] */
  positionsOf: (definition: BertDefinition, mask: Value) => Value,
): EncoderFamily<BertDefinition> {
  const schema = bertConfig(family);
  return {
    parseConfig: (config) => schema.parse(config),
    words: ({ vocabularySize, hiddenSize }) => ({
      weight: "embeddings.word_embeddings.weight",
      rows: vocabularySize,
      width: hiddenSize,
    }),
    embed(context, definition, words, mask) {
      const { positions, segments, hiddenSize, dropout } = definition;
      const places = context.parameter("embeddings.position_embeddings.weight", [positions, hiddenSize]);
      const kinds = context.parameter("embeddings.token_type_embeddings.weight", [segments, hiddenSize]);
      // All tokens are of the first segment, so its row joins the table of positions.
      const table = add(places, slice(kinds, 0, 0, 1));
      const summed = add(words, gather(table, positionsOf(definition, mask)));
      return context.dropout(norm(context, definition, "embeddings.LayerNorm", summed), dropout.embedding);
    },
    encode(context, definition, embedded, mask) {
      const padding = paddingOf(mask);
      let states = embedded;
      for (let layer = 0; layer < definition.layers; layer++)
        states = encodeLayer(context, definition, `encoder.layer.${layer}`, states, padding);
      return states;
    },
    // Checkpoints converted from TensorFlow have its names.
    aliases: (name) => [
      name.replace(/LayerNorm\.weight$/, "LayerNorm.gamma").replace(/LayerNorm\.bias$/, "LayerNorm.beta"),
    ],
    stem: /^(embeddings|encoder)\./,
    layerOf: (name) => {
      const layer = /^encoder\.layer\.(\d+)\./.exec(name);
      return layer ? Number(layer[1]) : "embeddings";
    },
  };
}

/** Attention and feed-forward, each added to what enters it and then normalised. */
function encodeLayer(
  context: LayerContext,
  definition: BertDefinition,
  name: string,
  states: Value,
  padding: Padding,
): Value {
  const { hiddenSize, heads, headSize, feedForwardSize, activation, dropout } = definition;
  const linear = (x: Value, part: string, inSize: number, outSize: number) =>
    context.linear(x, { weight: `${name}.${part}.weight`, bias: `${name}.${part}.bias`, inSize, outSize });
  const close = (x: Value, part: string, inSize: number, residual: Value) => {
    const added = context.dropout(linear(x, `${part}.dense`, inSize, hiddenSize), dropout.hidden);
    return norm(context, definition, `${name}.${part}.LayerNorm`, add(added, residual));
  };
  const attended = context.attention(
    linear(states, "attention.self.query", hiddenSize, hiddenSize),
    linear(states, "attention.self.key", hiddenSize, hiddenSize),
    linear(states, "attention.self.value", hiddenSize, hiddenSize),
    { heads, headSize, scale: 1 / Math.sqrt(headSize), padding, dropout: dropout.attention },
  );
  const between = close(attended, "attention.output", hiddenSize, states);
  const fed = activate(linear(between, "intermediate.dense", hiddenSize, feedForwardSize), activation);
  return close(context.dropout(fed, dropout.feedForward), "output", feedForwardSize, between);
}

function norm(context: LayerContext, { hiddenSize, normEpsilon }: BertDefinition, name: string, x: Value): Value {
  const scale = context.parameter(`${name}.weight`, [hiddenSize]);
  return layerNorm(x, scale, context.parameter(`${name}.bias`, [hiddenSize]), normEpsilon);
}
