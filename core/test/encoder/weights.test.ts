import { describe, expect, test } from "vitest";
import type { Tensor } from "whowrote/tensor";
import { readDefinition, readTensors, weightsIn } from "./read-fixture.ts";

type Stored = ReadonlyMap<string, Tensor>;

const renamed = (stored: Stored, rename: (name: string) => string): Stored =>
  new Map([...stored].map(([name, tensor]) => [rename(name), tensor]));

const bare = (stored: Stored): Stored => renamed(stored, (name) => name.replace(/^(roberta|model)\./, ""));

async function refusalOf(config: string, stored: Stored): Promise<string> {
  const read = await weightsIn(readDefinition(config), stored).catch((thrown: unknown) => thrown as Error);
  return read instanceof Error ? read.message : "no error";
}

describe("the weights of an encoder are found", () => {
  test.each([
    ["bert", ""],
    ["bert", "bert."],
    ["bert", "module.bert."],
    ["roberta", "roberta."],
    ["roberta", "encoder."],
    ["roberta", "model.encoder.roberta."],
    ["t5", ""],
    ["t5", "module."],
    ["t5-gated", "model.t5."],
    ["modernbert", "model."],
    ["modernbert-biased", "_orig_mod.model."],
  ])('in %s behind the prefix "%s"', async (config, prefix) => {
    const definition = readDefinition(config);
    const stored = bare(readTensors(config));
    const wanted = await weightsIn(definition, stored);
    const found = await weightsIn(
      definition,
      renamed(stored, (name) => prefix + name),
    );
    expect(found.weights).toEqual(wanted.weights);
    expect(found.unused).toBe(wanted.unused);
  });

  test("under the names of TensorFlow's norms", async () => {
    const definition = readDefinition("bert");
    const old = (name: string) =>
      name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
    const stored = readTensors("bert");
    expect((await weightsIn(definition, renamed(stored, old))).weights).toEqual(
      (await weightsIn(definition, stored)).weights,
    );
  });

  test.each(["encoder.embed_tokens.weight", "decoder.embed_tokens.weight"])(
    "with T5's shared table under the name %s",
    async (name) => {
      const stored = renamed(readTensors("t5"), (old) => (old === "shared.weight" ? name : old));
      const { weights, unused } = await weightsIn(readDefinition("t5"), stored);
      expect(weights.get("shared.weight")).toBe(stored.get(name));
      expect(unused).toBe("decoder (15 weights)");
    },
  );

  test("when T5's shared table is stored under all its names", async () => {
    const stored = new Map(readTensors("t5"));
    for (const part of ["encoder", "decoder"]) stored.set(`${part}.embed_tokens.weight`, stored.get("shared.weight")!);
    expect((await weightsIn(readDefinition("t5"), stored)).unused).toBe("decoder (15 weights)");
  });

  test("in the encoder of T5 saved by itself", async () => {
    const stored = new Map([...readTensors("t5")].filter(([name]) => !name.startsWith("decoder.")));
    const alone = renamed(stored, (name) => name.replace(/^encoder\./, "").replace("shared", "embed_tokens"));
    const { weights } = await weightsIn(readDefinition("t5"), alone);
    expect(weights).toEqual((await weightsIn(readDefinition("t5"), stored)).weights);
  });

  test("with other parts of the model named in a few words", async () => {
    expect((await weightsIn(readDefinition("roberta"), readTensors("roberta"))).unused).toBe("lm_head (5 weights)");
    expect((await weightsIn(readDefinition("bert"), readTensors("bert"))).unused).toBe("pooler (2 weights)");
    expect((await weightsIn(readDefinition("modernbert"), readTensors("modernbert"))).unused).toBe(
      "decoder (1 weight), head (2 weights)",
    );
  });

  test("beside positions that were stored along", async () => {
    const stored = new Map(readTensors("bert"));
    stored.set("embeddings.position_ids", { shape: [1, 20], data: new Int32Array(20) });
    expect((await weightsIn(readDefinition("bert"), stored)).unused).toBe("pooler (2 weights)");
  });
});

describe("refused are weights", () => {
  test("of which some are missing, of another shape, not finite and too much, all in one error", async () => {
    const stored = new Map(readTensors("bert"));
    stored.delete("encoder.layer.1.output.dense.bias");
    stored.set("embeddings.LayerNorm.bias", { shape: [23], data: new Float32Array(23) });
    stored.set("encoder.layer.2.output.dense.bias", { shape: [24], data: new Float32Array(24) });
    const faulty = Float32Array.from({ length: 24 }, (_, at) => (at === 3 ? NaN : at === 7 ? Infinity : 0));
    stored.set("encoder.layer.0.output.dense.bias", { shape: [24], data: faulty });
    expect(await refusalOf("bert", stored)).toBe(
      [
        "The weights in the fixture do not fit its config.json, bert with 2 layers of 24 and 48 tokens:",
        "missing: 1",
        "  encoder.layer.1.output.dense.bias [24]",
        "of another shape: 1",
        "  embeddings.LayerNorm.bias [23], needed [24]",
        "too much: 1",
        "  encoder.layer.2.output.dense.bias",
        "not finite floats: 1",
        "  encoder.layer.0.output.dense.bias (2 of 24; the first, at 3, is NaN)",
        "Fetch the checkpoint again, or correct config.json.",
      ].join("\n"),
    );
  });

  test("of another model, of which only the first few are listed", async () => {
    const message = await refusalOf("modernbert", readTensors("t5"));
    expect(message).toContain("missing: 20\n");
    expect(message).toContain("… and 8 more");
  });

  test("that are whole numbers", async () => {
    const stored = new Map(readTensors("bert"));
    stored.set("embeddings.LayerNorm.bias", { shape: [24], data: new Int32Array(24) });
    expect(await refusalOf("bert", stored)).toContain("embeddings.LayerNorm.bias holds Int32Array, not floats");
  });

  test("of which there are none", async () => {
    expect(await refusalOf("roberta", new Map())).toContain("missing: 37\n");
  });
});
