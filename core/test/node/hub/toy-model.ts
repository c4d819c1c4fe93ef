import { readFileSync } from "node:fs";

/** As many bytes as are worth a second request, none of which says where it stands. */
export const weights: Uint8Array = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 2654435761) >>> 13);

/** The files of a small repository; the weights are large in the hub's sense. */
export const toyFiles = {
  "config.json": '{"model_type":"roberta"}',
  "tokenizer.json": "{}",
  "1_Pooling/config.json": '{"pooling_mode_mean_tokens":true}',
  LICENSE: "Apache-2.0",
  "README.md": "# A toy",
  ".gitattributes": "",
  "tf_model.h5": "never fetched",
  "onnx/model.onnx": "never fetched",
  "pytorch_model.bin": "never fetched",
  "model.safetensors": weights,
} as const;

export const pulled = [
  "1_Pooling/config.json",
  "LICENSE",
  "README.md",
  "config.json",
  "tokenizer.json",
  "model.safetensors",
] as const;

export const readBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
