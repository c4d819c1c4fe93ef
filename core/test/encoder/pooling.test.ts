import { expect, test } from "vitest";
import { pool, type Pooling } from "whowrote/encoder/pooling";
import { Graph } from "whowrote/graph";
import { l2Normalize } from "whowrote/graph/operator/normalization";
import { float32, int64, openGraph } from "./run-graph.ts";

const states = float32({ shape: [2, 3, 2], data: Float32Array.of(3, 4, 1, -8, 9, 9, -6, 0, 5, 5, 5, 5) });
const mask = int64([
  [1, 1, 0],
  [1, 0, 0],
]);

async function pooled(pooling: Pooling, normalized = false): Promise<number[]> {
  const graph = new Graph();
  const x = graph.input("states", "float32", ["batch", "tokens", 2]);
  const vectors = pool(x, graph.input("mask", "int64", ["batch", "tokens"]), pooling);
  const run = await openGraph({ vectors: normalized ? l2Normalize(vectors) : vectors }, "inputs");
  return [...(await run(pooling === "cls" ? { states } : { states, mask }))["vectors"]!.data];
}

test("cls takes the first token", async () => {
  expect(await pooled("cls")).toEqual([3, 4, -6, 0]);
});

test("mean takes the mean of the tokens that are no padding", async () => {
  expect(await pooled("mean")).toEqual([2, -2, -6, 0]);
});

test("max takes the maximum of the tokens that are no padding", async () => {
  expect(await pooled("max")).toEqual([3, 4, -6, 0]);
});

test("a normalised vector has length 1", async () => {
  expect(await pooled("cls", true)).toEqual([0.6, 0.8, -1, 0].map(Math.fround));
});
