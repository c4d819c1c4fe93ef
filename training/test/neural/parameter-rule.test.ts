import { encoderRule } from "@whowrote/training/neural/parameters/parameter-rule";
import { expect, test } from "vitest";

test("each layer learns at a share of the rate of the layer above it, the embeddings at the lowest", () => {
  const rate = (layer: number | "embeddings" | "end") => encoderRule([4, 4], layer, 3, 0.5).rate;
  expect(["end", 2, 1, 0, "embeddings"].map((layer) => rate(layer as number))).toEqual([1, 1, 0.5, 0.25, 0.125]);
});

test("vectors do not decay", () => {
  expect(encoderRule([4], 0, 3, 1).decays).toBe(false);
  expect(encoderRule([4, 4], 0, 3, 1).decays).toBe(true);
});
