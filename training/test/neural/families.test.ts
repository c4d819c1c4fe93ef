import { labelCourse } from "@whowrote/training/neural/course/label";
import { encoderParameters } from "@whowrote/training/neural/parameters/encoder-parameters";
import { headParameters } from "@whowrote/training/neural/parameters/head-values";
import { labelObjective } from "@whowrote/training/neural/objective/label";
import { openTrainer } from "@whowrote/training/neural/trainer";
import { expect, test } from "vitest";
import { parseEncoderConfig } from "whowrote/encoder/parse-config";
import { linearHead } from "whowrote/encoder-head";
import { encoderOptionsWith, toyData, vocabularySize } from "./toy.ts";

const bert = {
  ...{
    vocab_size: vocabularySize,
    hidden_size: 32,
    num_hidden_layers: 2,
    num_attention_heads: 2,
    intermediate_size: 64,
  },
  ...{ max_position_embeddings: 64, type_vocab_size: 2, layer_norm_eps: 1e-12, pad_token_id: 0, hidden_act: "gelu" },
};
const configs = {
  bert: { ...bert, model_type: "bert" },
  roberta: { ...bert, model_type: "roberta", type_vocab_size: 1 },
  t5: {
    ...{ model_type: "t5", vocab_size: vocabularySize, d_model: 32, d_kv: 16, d_ff: 64, num_layers: 2, num_heads: 2 },
    ...{ relative_attention_num_buckets: 8, relative_attention_max_distance: 16, layer_norm_epsilon: 1e-6 },
    ...{ feed_forward_proj: "gated-gelu", pad_token_id: 0 },
  },
  modernbert: {
    ...{ model_type: "modernbert", vocab_size: vocabularySize, hidden_size: 32, num_hidden_layers: 2 },
    ...{ num_attention_heads: 2, intermediate_size: 48, max_position_embeddings: 64, norm_eps: 1e-5, pad_token_id: 0 },
    ...{ global_attn_every_n_layers: 2, local_attention: 8, global_rope_theta: 160000, local_rope_theta: 10000 },
  },
};

test.each(Object.entries(configs))("every weight of %s moves, and its loss falls", async (family, config) => {
  const definition = parseEncoderConfig(JSON.stringify(config), family);
  const head = linearHead(32, 0);
  const parameters = [...encoderParameters(definition, 1, 1), ...headParameters(head, 1, 1)];
  const trainer = await openTrainer(labelObjective(definition, head, parameters), () => true, {
    ...{ seed: 1, threads: 1, rate: 2e-3, weightDecay: 0, clip: 1, encoderDropout: 0.1, headDropout: 0.1 },
  });
  const course = labelCourse(toyData(64), head, { ...encoderOptionsWith({ masked: 0, batch: 32 }), rowsPerPass: 32 });
  const losses: number[] = [];
  for (let step = 0; step < 8; step++) {
    const batches = course.batches({ epoch: 0, stepOfEpoch: 0, step });
    losses.push((await trainer.step(batches, { step, updates: step, rateShare: 1 })).loss);
  }
  const tensors = trainer.tensors();
  const still = parameters.filter(({ name, start }) => start.every((value, at) => value === tensors[name]!.data[at]));
  await trainer.close();
  expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.05);
  // A key's bias adds the same to all of a query's products, which softmax takes away again: its gradient is rounding.
  expect(still.map(({ name }) => name).filter((name) => !name.endsWith("key.bias"))).toEqual([]);
});
