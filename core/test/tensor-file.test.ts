import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tensor, Tensors } from "whowrote/tensor";
import { decodeTensors, encodeTensors } from "whowrote/tensor-file";

const example: Tensors = {
  leaf: { shape: [2], data: Uint16Array.of(0x3800, 0xbc00), dtype: "F16" },
  bin: { shape: [2, 1], data: Uint8Array.of(7, 255) },
  edge: { shape: [2], data: Float32Array.of(1.5, -2) },
  count: { shape: [1], data: Uint16Array.of(3) },
};

// python -c 'import numpy as np; from safetensors.numpy import save
// print(save({"leaf": np.array([0.5, -1], np.float16), "bin": np.array([[7], [255]], np.uint8),
//   "edge": np.array([1.5, -2], np.float32), "count": np.array([3], np.uint16)}, {"kind": "forest"}))'  # safetensors 0.8.0
const exampleHeader =
  '{"__metadata__":{"kind":"forest"},"edge":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},' +
  '"leaf":{"dtype":"F16","shape":[2],"data_offsets":[8,12]},"count":{"dtype":"U16","shape":[1],"data_offsets":[12,14]},' +
  '"bin":{"dtype":"U8","shape":[2,1],"data_offsets":[14,16]}}';
const exampleData = "0000c03f000000c0003800bc030007ff";

function file(header: string, data: Uint8Array = new Uint8Array(0), length = header.length): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}

const entry = (fields: object) =>
  `{"a":${JSON.stringify({ dtype: "U8", shape: [2], data_offsets: [0, 2], ...fields })}}`;

const anyTensor: fc.Arbitrary<Tensor> = fc.oneof(
  ...[
    fc.float32Array(),
    fc.int32Array(),
    fc.uint32Array(),
    fc.uint16Array(),
    fc.int16Array(),
    fc.uint8Array(),
    fc.int8Array(),
  ].map((array) => (array as fc.Arbitrary<Tensor["data"]>).map((data) => ({ shape: [1, data.length], data }))),
  fc.uint16Array().map((data) => ({ shape: [data.length], data, dtype: "F16" as const })),
);
const anyName = fc.string({ unit: "binary" }).filter((name) => name !== "__metadata__" && name.isWellFormed());

describe("a tensor file", () => {
  test("has the bytes of the Python package safetensors", () => {
    const bytes = encodeTensors(example, { kind: "forest" });
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(264n);
    expect(new TextDecoder().decode(bytes.subarray(8, 272))).toBe(exampleHeader.padEnd(264));
    expect(Buffer.from(bytes.subarray(272)).toString("hex")).toBe(exampleData);
  });

  test("comes back as it was", () => {
    fc.assert(
      fc.property(fc.dictionary(anyName, anyTensor), fc.dictionary(anyName, fc.string()), (tensors, metadata) => {
        const read = decodeTensors(encodeTensors(tensors, metadata));
        expect(new Map(Object.entries(read.tensors))).toEqual(new Map(Object.entries(tensors)));
        expect(new Map(Object.entries(read.metadata))).toEqual(new Map(Object.entries(metadata)));
      }),
    );
  });

  test("has the same bytes whatever the order of names", () => {
    const turned = Object.fromEntries(Object.entries(example).toReversed());
    expect(encodeTensors(turned, { b: "2", a: "1" })).toEqual(encodeTensors(example, { a: "1", b: "2" }));
  });

  test("is read from the middle of a larger buffer", () => {
    const bytes = encodeTensors(example);
    const larger = new Uint8Array(bytes.length + 10);
    larger.set(bytes, 3);
    expect(decodeTensors(larger.subarray(3, 3 + bytes.length)).tensors).toEqual(example);
  });

  test("is not written when a shape does not fit the numbers", () => {
    expect(() => encodeTensors({ a: { shape: [2, 2], data: Uint8Array.of(1, 2) } })).toThrow(
      'Tensor "a" has 2 numbers, but shape [2, 2] needs 4; correct its shape.',
    );
  });

  test("is not written with a tensor in the place of the metadata", () => {
    expect(() => encodeTensors({ __metadata__: example["bin"]! })).toThrow("may not be named");
  });

  test.each([
    ["no header length", Uint8Array.of(1, 2, 3), "it has 3 bytes"],
    ["a header longer than the file", file("{}", undefined, 3), "header length is 3, but only 2 bytes follow"],
    ["a header length beyond any number", new Uint8Array(16).fill(255), "header length is 18446744073709551615"],
    ["a header that is not JSON", file("{,}"), "header is not JSON"],
    ["a header that is a list", file("[]"), "header is [], not an object"],
    ["metadata that are not strings", file('{"__metadata__":{"a":1}}'), '__metadata__ is {"a":1}'],
    ["an entry that is no object", file('{"a":3}'), 'tensor "a" has dtype undefined'],
    ["an unknown number type", file(entry({ dtype: "BF16" })), 'tensor "a" has dtype "BF16"'],
    ["a negative size", file(entry({ shape: [-2] })), 'tensor "a" has shape [-2]'],
    ["a broken size", file(entry({ shape: [1.5] })), 'tensor "a" has shape [1.5]'],
    ["an offset that is missing", file(entry({ data_offsets: [0] })), 'tensor "a" has data_offsets [0]'],
    ["offsets that go backwards", file(entry({ data_offsets: [2, 0] })), 'tensor "a" has data_offsets [2,0]'],
    [
      "a shape that needs other bytes",
      file(entry({ shape: [3] })),
      "needs 3 bytes for U8 [3], but its data_offsets hold 2",
    ],
    ["data that end early", file(entry({}), Uint8Array.of(1)), "its tensors end at 2, but 1 bytes of data are there"],
    ["data that nobody owns", file(entry({}), Uint8Array.of(1, 2, 3)), "its tensors end at 2, but 3 bytes"],
    ["a hole", file(entry({ data_offsets: [1, 3] }), new Uint8Array(3)), 'tensor "a" starts at 1'],
    [
      "tensors that overlap",
      file(
        '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}',
        new Uint8Array(3),
      ),
      'tensor "b" starts at 1, but the tensor before it ends at 2',
    ],
  ])("is refused with %s", (_, bytes, message) => {
    expect(() => decodeTensors(bytes)).toThrow(message);
    expect(() => decodeTensors(bytes)).toThrow("Fetch or write the file again.");
  });

  test("never comes back silently from half its bytes", () => {
    const bytes = encodeTensors(example, { kind: "forest" });
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeTensors(bytes.subarray(0, length))).toThrow("Not a readable safetensors file: it");
  });
});
