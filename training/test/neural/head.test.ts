import { applyHead, decodeHead, encodeHead, familyHead, linearHead, sigmoidHead } from "whowrote/encoder-head";
import { headParameters, headPrefix } from "@whowrote/training/neural/parameters/head-values";
import { expect, test } from "vitest";
import { encodeTensors } from "whowrote/tensor-file";

test("a head of two layers gives what is counted by hand", () => {
  const definition = { inSize: 2, hiddenSize: 2, dropout: 0, pooling: "mean", outputs: ["a", "b"] } as const;
  const tensors = {
    "hidden.weight": { shape: [2, 2], data: Float32Array.of(1, 2, -3, 0) },
    "hidden.bias": { shape: [2], data: Float32Array.of(0.5, 1) },
    weight: { shape: [2, 2], data: Float32Array.of(1, 1, 2, -1) },
    bias: { shape: [2], data: Float32Array.of(0, 10) },
  };
  // Hidden: 1 + 4 + 0.5 = 5.5, and -3 + 1 = -2, which ReLU makes 0.
  const head = { definition: { ...definition, outputs: [...definition.outputs] }, tensors };
  expect([...applyHead(head, Float32Array.of(1, 2))]).toEqual([5.5, 21]);
});

test("heads come back from their files as they were", () => {
  for (const definition of [sigmoidHead(8), familyHead(8, ["x", "y"]), linearHead(8, 0.1)]) {
    const named = headParameters(definition, 1, 1).map(
      ({ name, shape, start }) => [name.slice(headPrefix.length), { shape, data: start }] as const,
    );
    const head = { definition, tensors: Object.fromEntries(named) };
    expect(decodeHead(encodeHead(head), "here")).toEqual(head);
  }
});

test("the family head on 768 numbers has 199,434 parameters and is under a megabyte", () => {
  const families = Array.from({ length: 10 }, (_, at) => `family ${at}`);
  const definition = familyHead(768, families);
  const parameters = headParameters(definition, 1, 1);
  expect(parameters.reduce((sum, { start }) => sum + start.length, 0)).toBe(199_434);
  const named = parameters.map(
    ({ name, shape, start }) => [name.slice(headPrefix.length), { shape, data: start }] as const,
  );
  expect(encodeHead({ definition, tensors: Object.fromEntries(named) }).length).toBeLessThan(1e6);
});

test("a linear head without a description, as the PyTorch script writes it, is read as the one that says ai", () => {
  const bytes = encodeTensors({
    weight: { shape: [1, 3], data: Float32Array.of(1, 2, 3) },
    bias: { shape: [1], data: Float32Array.of(-1) },
  });
  const head = decodeHead(bytes, "here");
  expect(head.definition).toEqual({ inSize: 3, dropout: 0, pooling: "mean", outputs: ["ai"] });
  expect([...applyHead(head, Float32Array.of(1, 1, 1))]).toEqual([5]);
});

test("a head whose weights do not fit is refused with both shapes", () => {
  const bytes = encodeTensors({ weight: { shape: [2, 3], data: new Float32Array(6) } });
  expect(() => decodeHead(bytes, "here")).toThrow('"weight" has shape [2, 3] instead of [1, 3]');
});
