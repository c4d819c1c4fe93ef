import type { EncoderFamily, LayerContext, ModernBertDefinition, Padding, RotaryTables } from "../encoder.ts";
import type { Graph, Value } from "../graph.ts";
import { constant } from "../graph/constant.ts";
import { add, mul } from "../graph/operator/arithmetic.ts";
import { gather } from "../graph/operator/gather.ts";
import { layerNorm } from "../graph/operator/normalization.ts";
import { unsqueeze } from "../graph/operator/reshape.ts";
import { split } from "../graph/operator/split.ts";
import { activate } from "./activation.ts";
import { modernBertConfig } from "./modernbert-config.ts";
import { leftOut, paddingOf } from "./padding.ts";
import { distances } from "./positions.ts";
import { rotaryTables } from "./rotary-tables.ts";

export const modernBert: EncoderFamily<ModernBertDefinition> = {
  parseConfig: (config) => modernBertConfig.parse(config),
  words: ({ vocabularySize, hiddenSize }) => ({
    weight: "embeddings.tok_embeddings.weight",
    rows: vocabularySize,
    width: hiddenSize,
  }),
  embed: (context, definition, words) =>
    context.dropout(norm(context, definition, "embeddings.norm", words), definition.dropout.embedding),
  encode(context, definition, embedded, mask) {
    const { graph } = context;
    const places = {
      padding: paddingOf(mask),
      near: unsqueeze(nearness(graph, definition, mask), [0, 1]),
      local: rotaryTables(graph, definition, definition.theta.local, mask),
      global: rotaryTables(graph, definition, definition.theta.global, mask),
    };
    let states = embedded;
    for (let layer = 0; layer < definition.layers; layer++)
      states = encodeLayer(context, definition, layer, states, places);
    return norm(context, definition, "final_norm", states);
  },
  aliases: () => [],
  stem: /^(embeddings|layers|final_norm)\./,
  layerOf: (name) => {
    const layer = /^layers\.(\d+)\./.exec(name);
    if (layer) return Number(layer[1]);
    return name.startsWith("embeddings.") ? "embeddings" : "end";
  },
};

interface Places {
  readonly padding: Padding;
  /** 0 within reach, very negative beyond: [1, 1, tokens, tokens]. */
  readonly near: Value;
  readonly local: RotaryTables;
  readonly global: RotaryTables;
}

function nearness(graph: Graph, { reach }: ModernBertDefinition, mask: Value): Value {
  const limit = reach + 1;
  const bias = Float32Array.from({ length: 2 * limit + 1 }, (_, at) => (at === 0 || at === 2 * limit ? leftOut : 0));
  return gather(constant(graph, bias, [bias.length]), distances(mask, limit));
}

/** Attention and feed-forward, each on normalised states and added to those; the first layer's come normalised. */
function encodeLayer(
  context: LayerContext,
  definition: ModernBertDefinition,
  layer: number,
  states: Value,
  { padding, near, ...tables }: Places,
): Value {
  const { hiddenSize, heads, headSize, feedForwardSize, activation, bias, dropout } = definition;
  const reach = definition.attention[layer]!;
  const name = `layers.${layer}`;
  const linear = (x: Value, part: string, hasBias: boolean, inSize: number, outSize: number) =>
    context.linear(x, {
      weight: `${name}.${part}.weight`,
      bias: hasBias ? `${name}.${part}.bias` : undefined,
      inSize,
      outSize,
    });
  const normed = layer === 0 ? states : norm(context, definition, `${name}.attn_norm`, states);
  const joined = linear(normed, "attn.Wqkv", bias.attention, hiddenSize, 3 * hiddenSize);
  const [queries, keys, values] = split(joined, [hiddenSize, hiddenSize, hiddenSize], 2);
  const attended = context.attention(
    context.rotate(queries!, heads, tables[reach]),
    context.rotate(keys!, heads, tables[reach]),
    values!,
    {
      heads,
      headSize,
      scale: 1 / Math.sqrt(headSize),
      padding,
      bias: reach === "local" ? near : undefined,
      dropout: dropout.attention,
    },
  );
  const looked = linear(attended, "attn.Wo", bias.attention, hiddenSize, hiddenSize);
  const between = add(states, context.dropout(looked, dropout.hidden));
  const entering = norm(context, definition, `${name}.mlp_norm`, between);
  const fused = linear(entering, "mlp.Wi", bias.feedForward, hiddenSize, 2 * feedForwardSize);
  const [input, gate] = split(fused, [feedForwardSize, feedForwardSize], 2);
  const active = context.dropout(mul(activate(input!, activation), gate!), dropout.feedForward);
  return add(between, linear(active, "mlp.Wo", bias.feedForward, feedForwardSize, hiddenSize));
}

function norm(context: LayerContext, definition: ModernBertDefinition, name: string, x: Value): Value {
  const { hiddenSize, normEpsilon } = definition;
  const scale = context.parameter(`${name}.weight`, [hiddenSize]);
  // Zeros instead of no bias: onnxruntime then joins the norm with the addition before it.
  const bias = definition.bias.norm
    ? context.parameter(`${name}.bias`, [hiddenSize])
    : constant(context.graph, new Float32Array(hiddenSize), [hiddenSize]);
  return layerNorm(x, scale, bias, normEpsilon);
}
