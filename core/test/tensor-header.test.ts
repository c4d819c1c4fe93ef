import { expect, test } from "vitest";
import { parseTensorHeader, readHeaderLength } from "whowrote/tensor-header";

const lengthBytes = (length: bigint): Uint8Array => new Uint8Array(BigUint64Array.of(length).buffer);
const json = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a header longer than the format allows is refused though the file is larger still", () => {
  expect(() => readHeaderLength(lengthBytes(100_000_001n), 1e12)).toThrow(
    "more than the 100000000 that the format allows",
  );
  expect(readHeaderLength(lengthBytes(100_000_000n), 1e12)).toBe(1e8);
});

test("places come in the order of the file, with the number types that are asked for", () => {
  const header = json(
    '{"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"__metadata__":{"format":"pt"}}',
  );
  const { places, metadata } = parseTensorHeader(header, 8, ["F32", "BF16"]);
  expect([...places]).toEqual([
    ["b", { dtype: "BF16", shape: [2], start: 4, end: 8 }],
    ["a", { dtype: "F32", shape: [], start: 0, end: 4 }],
  ]);
  expect(metadata).toEqual({ format: "pt" });
  expect(() => parseTensorHeader(header, 8, ["F32"])).toThrow('tensor "b" has dtype "BF16", not one of F32');
});

test("equal names within a tensor's own entry and quoted braces hide no equal names of tensors", () => {
  const entry = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}';
  const name = String.raw`"\"}:{\\"`;
  expect(parseTensorHeader(json(`{${name}:${entry}}`), 1, ["U8"]).places.size).toBe(1);
  expect(() => parseTensorHeader(json(`{${name}:${entry},${name}:${entry}}`), 1, ["U8"])).toThrow("have the same name");
});

test("a long value is not repeated in full by the error", () => {
  const shape = JSON.stringify(Array.from({ length: 10_000 }, () => -1));
  const header = json(`{"a":{"dtype":"U8","shape":${shape},"data_offsets":[0,1]}}`);
  expect(() => parseTensorHeader(header, 1, ["U8"])).toThrow(/has shape \[(-1,)+-?1?…, not a list of sizes/);
});
