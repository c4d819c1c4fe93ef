import { readFileSync } from "node:fs";
import { writeTree } from "../folder-tree.ts";

const fixtures = new URL("../../fixtures/encoders/", import.meta.url);

/** Knows single letters and digits; every longer word is `[UNK]`. */
const vocabulary = [
  "[PAD]",
  "[UNK]",
  "[CLS]",
  "[SEP]",
  "[MASK]",
  ..."abcdefghijklmnopqrstuvwxyz0123456789():=+_,".split(""),
];

/** A folder with a BERT of 2 layers x 24, 48 tokens, and windows of 20 (core/test/fixtures/encoders/make_encoders.py). */
export function writeToyEncoder(more: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return writeTree({
    "config.json": readFileSync(new URL("bert.json", fixtures)),
    "model.safetensors": readFileSync(new URL("bert.safetensors", fixtures)),
    "vocab.txt": `${vocabulary.join("\n")}\n`,
    LICENSE: "Free.",
    ...more,
  });
}

export function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
