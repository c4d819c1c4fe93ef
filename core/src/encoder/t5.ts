import type { EncoderFamily, LayerContext, Padding, T5Definition } from "../encoder.ts";
import type { Value } from "../graph.ts";
import { integers } from "../graph/constant.ts";
import { add, mul } from "../graph/operator/arithmetic.ts";
import { gather } from "../graph/operator/gather.ts";
import { rmsNorm } from "../graph/operator/normalization.ts";
import { unsqueeze } from "../graph/operator/reshape.ts";
import { transpose } from "../graph/operator/transpose.ts";
import { activate } from "./activation.ts";
import { paddingOf } from "./padding.ts";
import { distances } from "./positions.ts";
import { bucketOf } from "./relative-position.ts";
import { t5Config } from "./t5-config.ts";

export const t5: EncoderFamily<T5Definition> = {
  parseConfig: (config) => t5Config.parse(config),
  words: ({ vocabularySize, hiddenSize }) => ({ weight: "shared.weight", rows: vocabularySize, width: hiddenSize }),
  embed: (context, { dropout }, words) => context.dropout(words, dropout.embedding),
  encode(context, definition, embedded, mask) {
    const padding = paddingOf(mask);
    const bias = positionBias(context, definition, mask);
    let states = embedded;
    for (let layer = 0; layer < definition.layers; layer++)
      states = encodeLayer(context, definition, `encoder.block.${layer}.layer`, states, { padding, bias });
    const last = norm(context, definition, "encoder.final_layer_norm", states);
    return context.dropout(last, definition.dropout.hidden);
  },
  aliases: (name) =>
    name === "shared.weight"
      ? ["encoder.embed_tokens.weight", "embed_tokens.weight", "decoder.embed_tokens.weight"]
      : [name.replace(/^encoder\./, "")],
  stem: /^encoder\./,
  layerOf: (name) => {
    const block = /^encoder\.block\.(\d+)\./.exec(name);
    if (block) return Number(block[1]);
    return name === "shared.weight" ? "embeddings" : "end";
  },
};

/** What each head adds for the distance of key and query, the same in all layers: [1, heads, tokens, tokens]. */
function positionBias(context: LayerContext, definition: T5Definition, mask: Value): Value {
  const { buckets, maxDistance, heads } = definition;
  const table = context.parameter("encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", [
    buckets,
    heads,
  ]);
  const ofDistance = Int32Array.from({ length: 2 * maxDistance + 1 }, (_, at) =>
    bucketOf(at - maxDistance, buckets, maxDistance),
  );
  const perDistance = gather(table, integers(context.graph, ofDistance));
  return unsqueeze(transpose(gather(perDistance, distances(mask, maxDistance)), [2, 0, 1]), [0]);
}

/** Attention and feed-forward, each on normalised states and added to those. */
function encodeLayer(
  context: LayerContext,
  definition: T5Definition,
  name: string,
  states: Value,
  places: { readonly padding: Padding; readonly bias: Value },
): Value {
  const { hiddenSize, heads, headSize, feedForwardSize, activation, gated, dropout } = definition;
  const linear = (x: Value, part: string, inSize: number, outSize: number) =>
    context.linear(x, { weight: `${name}.${part}.weight`, inSize, outSize });
  const inner = heads * headSize;
  const normed = norm(context, definition, `${name}.0.layer_norm`, states);
  const attended = context.attention(
    linear(normed, "0.SelfAttention.q", hiddenSize, inner),
    linear(normed, "0.SelfAttention.k", hiddenSize, inner),
    linear(normed, "0.SelfAttention.v", hiddenSize, inner),
    // T5 does not scale the dot products; its initial weights are smaller instead.
    { heads, headSize, scale: 1, ...places, dropout: dropout.attention },
  );
  const looked = linear(attended, "0.SelfAttention.o", inner, hiddenSize);
  const between = add(states, context.dropout(looked, dropout.hidden));
  const entering = norm(context, definition, `${name}.1.layer_norm`, between);
  const dense = (part: string) => linear(entering, `1.DenseReluDense.${part}`, hiddenSize, feedForwardSize);
  const active = gated ? mul(activate(dense("wi_0"), activation), dense("wi_1")) : activate(dense("wi"), activation);
  const fed = linear(context.dropout(active, dropout.feedForward), "1.DenseReluDense.wo", feedForwardSize, hiddenSize);
  return add(between, context.dropout(fed, dropout.hidden));
}

function norm(context: LayerContext, { hiddenSize, normEpsilon }: T5Definition, name: string, x: Value): Value {
  return rmsNorm(x, context.parameter(`${name}.weight`, [hiddenSize]), normEpsilon);
}
