import { describe, expect, test } from "vitest";
import { expectedWeights } from "whowrote/encoder/expected-weights";
import { parseEncoderConfig } from "whowrote/encoder/parse-config";

const base = { num_attention_heads: 12, num_hidden_layers: 12, hidden_size: 768, intermediate_size: 3072 };
const roberta = { model_type: "roberta", ...base, vocab_size: 50265, max_position_embeddings: 514, type_vocab_size: 1 };
const bert = { model_type: "bert", ...base, vocab_size: 30522, max_position_embeddings: 512 };
const t5 = { model_type: "t5", vocab_size: 32100, d_model: 768, d_kv: 64, d_ff: 3072, num_layers: 12, num_heads: 12 };
const modernbert = {
  ...{ model_type: "modernbert", ...base, num_hidden_layers: 22, intermediate_size: 1152 },
  ...{ vocab_size: 50368, max_position_embeddings: 8192, global_attn_every_n_layers: 3, local_attention: 128 },
};

const parse = (config: object) => parseEncoderConfig(JSON.stringify(config), "DIR/config.json");
const error = (config: object): string => {
  try {
    parse(config);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return "no error";
};

describe("the config of", () => {
  // sum(p.numel() for p in RobertaModel(RobertaConfig(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1),
  //   add_pooling_layer=False).parameters()), and the like for the other classes, with transformers 5.23.0
  test.each([
    ["microsoft/codebert-base", roberta, 124_055_040],
    [
      "microsoft/unixcoder-base",
      { ...roberta, vocab_size: 51416, max_position_embeddings: 1026, type_vocab_size: 10 },
      125_339_136,
    ],
    [
      "BAAI/bge-small-en-v1.5",
      { ...bert, hidden_size: 384, intermediate_size: 1536, position_embedding_type: "absolute" },
      33_212_160,
    ],
    ["Salesforce/codet5p-220m", { ...t5, feed_forward_proj: "relu" }, 109_607_040],
    ["Salesforce/codet5p-770m", { ...t5, d_model: 1024, d_ff: 4096, num_layers: 24, num_heads: 16 }, 334_910_976],
    ["google/flan-t5-base", { ...t5, vocab_size: 32128, d_ff: 2048, feed_forward_proj: "gated-gelu" }, 109_628_544],
    ["answerdotai/ModernBERT-base", modernbert, 149_014_272],
  ] as const)("%s asks for as many numbers as the reference", (_, config, count) => {
    const sizes = expectedWeights(parse(config)).map(({ shape }) => shape.reduce((product, size) => product * size, 1));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
  });

  test("RoBERTa leaves the positions up to its padding token unused", () => {
    expect(parse({ ...roberta, pad_token_id: 1 })).toMatchObject({ maxTokens: 512, padId: 1 });
    expect(parse({ ...bert, pad_token_id: 0 })).toMatchObject({ maxTokens: 512, padId: 0 });
  });

  test("ModernBERT says which layers are local in the old way and in the new", () => {
    const old = parse({ ...modernbert, num_hidden_layers: 4, global_attn_every_n_layers: 3, local_rope_theta: 7 });
    const types = ["full_attention", "sliding_attention", "sliding_attention", "full_attention"];
    const rope = {
      full_attention: { rope_theta: 160_000 },
      sliding_attention: { rope_theta: 7, rope_type: "default" },
    };
    expect(parse({ ...modernbert, num_hidden_layers: 4, layer_types: types, rope_parameters: rope })).toEqual(old);
    expect(old).toMatchObject({
      attention: ["global", "local", "local", "global"],
      theta: { local: 7, global: 160_000 },
      reach: 64,
    });
  });

  test("ModernBERT without a local theta has the global one everywhere", () => {
    const definition = parse({ ...modernbert, global_rope_theta: 9, local_rope_theta: null });
    expect(definition).toMatchObject({ theta: { local: 9, global: 9 } });
  });

  test("T5 means the approximation of GELU by gated-gelu", () => {
    expect(parse({ ...t5, feed_forward_proj: "gated-gelu" })).toMatchObject({ gated: true, activation: "gelu-tanh" });
    expect(parse({ ...t5, feed_forward_proj: "gated-silu" })).toMatchObject({ gated: true, activation: "silu" });
    expect(parse(t5)).toMatchObject({ gated: false, activation: "relu" });
  });

  test("an old checkpoint tells its family by the class it was saved from", () => {
    const { model_type: _, ...rest } = roberta;
    expect(parse({ ...rest, architectures: ["RobertaForMaskedLM"] }).family).toBe("roberta");
    expect(error(rest)).toContain(
      "DIR/config.json has architectures [], which is not supported; supported are roberta",
    );
  });
});

describe("refused is", () => {
  test.each([
    [
      "another architecture",
      { ...bert, model_type: "deberta-v2" },
      'has model_type "deberta-v2", which is not supported',
    ],
    [
      "an unknown activation",
      { ...bert, hidden_act: "mish" },
      'activation "mish" is not supported; supported are gelu',
    ],
    ["an unknown gated activation", { ...t5, feed_forward_proj: "gated-mish" }, 'activation "mish" is not supported'],
    [
      "another kind of positions",
      { ...bert, position_embedding_type: "relative_key" },
      'only position_embedding_type "absolute" is supported',
    ],
    ["a decoder", { ...roberta, is_decoder: true }, "decoders are not supported"],
    ["cross attention", { ...roberta, add_cross_attention: true }, "cross attention is not supported"],
    [
      "heads of unequal size",
      { ...bert, hidden_size: 770 },
      "hidden_size 770 is not a multiple of num_attention_heads 12",
    ],
    ["a missing size", { ...bert, vocab_size: undefined }, "vocab_size"],
    ["a size of 0", { ...t5, num_layers: 0 }, "num_layers"],
    ["a size that is no number", { ...t5, d_model: "768" }, "d_model"],
    ["an absurd size", { ...bert, vocab_size: 1e12 }, "vocab_size"],
    ["no room for positions", { ...roberta, max_position_embeddings: 2 }, "leaves no position after pad_token_id 1"],
    ["a scaled rotation", { ...modernbert, rope_scaling: { type: "linear" } }, "rope_scaling is not supported"],
    [
      "another rotation",
      { ...modernbert, rope_parameters: { full_attention: { rope_type: "yarn", rope_theta: 5 } } },
      'only rope_type "default" is supported',
    ],
    [
      "a list of another number of layers",
      { ...modernbert, layer_types: ["full_attention"] },
      "layer_types names 1 layers, num_hidden_layers says 22",
    ],
    ["a list of unknown layers", { ...modernbert, layer_types: ["chunked_attention"] }, "layer_types"],
    ["heads of odd size", { ...modernbert, hidden_size: 36 }, "heads of odd size 3 cannot be rotated"],
    ["too many buckets", { ...t5, relative_attention_max_distance: 8 }, "must be more than a quarter of"],
    ["what is no object", [], "does not describe an encoder"],
  ])("%s", (_, config, message) => {
    expect(error(config)).toContain("DIR/config.json");
    expect(error(config)).toContain(message);
  });

  test("what is not JSON", () => {
    expect(() => parseEncoderConfig("{", "DIR/config.json")).toThrow("DIR/config.json is not JSON");
    expect(() => parseEncoderConfig("null", "DIR/config.json")).toThrow("does not describe an encoder");
  });
});
