import { expect, test } from "vitest";
import { tokensPerBatch } from "whowrote/token-attribution/tokens-per-batch";
import { readDefinition } from "../encoder/read-fixture.ts";

const sized = (layers: number, hiddenSize: number) => ({
  ...readDefinition("bert"),
  layers,
  hiddenSize,
  feedForwardSize: 4 * hiddenSize,
  heads: 12,
});

test("batches of small encoders are full, those of larger ones fit the memory", () => {
  expect(tokensPerBatch(sized(6, 384), 192)).toBe(1024);
  const large = tokensPerBatch(sized(12, 768), 512);
  expect(large * 1350 * 1024).toBeLessThan(600 * 2 ** 20);
  expect(large).toBeGreaterThan(300);
});

test("longer windows leave room for fewer tokens, but for one at least", () => {
  expect(tokensPerBatch(sized(12, 768), 4096)).toBeLessThan(tokensPerBatch(sized(12, 768), 512));
  expect(tokensPerBatch(sized(48, 8192), 1e7)).toBe(1);
});
