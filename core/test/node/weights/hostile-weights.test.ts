import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeError } from "../../../src/node/describe-error.ts";
import { openWeights } from "../../../src/node/weights/open-weights.ts";
import { writeTree } from "../folder-tree.ts";
import { int, pickle, stateDict, tensor, text, torchFile, zip, type Stored } from "./torch-bytes.ts";

/** Why a file is refused; "" when it is not. */
async function refusal(bytes: Uint8Array, name = "pytorch_model.bin"): Promise<string> {
  try {
    const weights = await openWeights(writeTree({ [name]: bytes }));
    for (const tensorName of weights.tensors.keys()) await weights.read(tensorName);
    await weights.close();
    return "";
  } catch (error) {
    return describeError(error);
  }
}

function safetensors(header: string, dataBytes = 8, headerBytes: number | bigint = header.length): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(headerBytes));
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(dataBytes)]);
}

const entry = (shape: readonly number[], offsets: readonly number[]): string =>
  JSON.stringify({ dtype: "F32", shape, data_offsets: offsets });

test("the archive and the pickle that these tests are made of are read when nothing is wrong", async () => {
  expect(await refusal(torchFile(stateDict(tensor())))).toBe("");
  expect(await refusal(safetensors(`{"a":${entry([2], [0, 8])}}`), "model.safetensors")).toBe("");
});

test("an archive with 64-bit sizes is read", async () => {
  const files = [
    { name: "m/data.pkl", data: stateDict(tensor()) },
    { name: "m/data/0", data: new Uint8Array(8) },
  ];
  expect(await refusal(zip(files, { wide: true }))).toBe("");
});

const hostileHeaders: readonly (readonly [string, Uint8Array, string])[] = [
  [
    "a header of 100 GB",
    safetensors("{}", 8, 100_000_000_000n),
    "header length is 100000000000, but only 10 bytes follow",
  ],
  [
    "a tensor of 100 GB",
    safetensors(`{"a":${entry([25_000_000_000], [0, 1e11])}}`),
    "end at 100000000000, but 8 bytes",
  ],
  ["a shape beyond every number", safetensors(`{"a":${entry([2 ** 52, 2 ** 52], [0, 8])}}`), "data_offsets hold 8"],
  ["offsets past the end", safetensors(`{"a":${entry([2], [8, 16])}}`), 'tensor "a" starts at 8'],
  [
    "tensors that overlap",
    safetensors(`{"a":${entry([2], [0, 8])},"b":${entry([1], [4, 8])}}`),
    'tensor "b" starts at 4',
  ],
  [
    "two tensors of one name",
    safetensors(`{"a":${entry([2], [0, 8])},"a":${entry([2], [0, 8])}}`),
    "have the same name",
  ],
  [
    "one name written in two ways",
    safetensors(`{"a":${entry([2], [0, 8])},"\\u0061":${entry([2], [0, 8])}}`),
    "have the same name",
  ],
  [
    "a header nested 100,000 deep",
    safetensors(`{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`),
    "Not a readable safetensors file",
  ],
  [
    "a type nobody knows",
    safetensors('{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}'),
    'has dtype "F8_E4M3"',
  ],
];

test.each(hostileHeaders)("safetensors with %s are refused", async (_, bytes, message) => {
  expect(await refusal(bytes, "model.safetensors")).toContain(message);
});

const global = (module: string, name: string): string => `c${module}\n${name}\n`;
const proof = join(tmpdir(), `whowrote-proof-${process.pid}`);

const hostilePickles: readonly (readonly [string, Uint8Array, string])[] = [
  ["os.system", pickle(global("os", "system"), "(", text(`touch ${proof}`), "tR"), 'it names "os.system"'],
  [
    "posix.system by STACK_GLOBAL",
    pickle(text("posix"), text("system"), 0x93, text("id"), 0x85, "R"),
    '"posix.system"',
  ],
  ["builtins.eval in a tensor's place", stateDict(Buffer.from(`${global("builtins", "eval")})R`)), '"builtins.eval"'],
  ["torch.load itself", pickle(global("torch", "load")), '"torch.load"'],
  [
    "an attribute of what is allowed",
    pickle(text("collections"), text("OrderedDict.__class__"), 0x93),
    "OrderedDict.__class__",
  ],
  ["an object made by INST", pickle("(", text("id"), "ios\nsystem\n"), "it uses INST"],
  ["an object made by NEWOBJ", pickle(global("collections", "OrderedDict"), ")", 0x81), "it uses NEWOBJ"],
  ["a registered extension", pickle(0x82, 1), "it uses EXT1"],
  ["an unknown opcode", pickle(0xff), "the unknown opcode 0xff"],
  ["a call of what is no name", pickle("})R"), "calls something that is no name"],
  ["a call of a storage type", pickle(global("torch", "FloatStorage"), ")R"), "it calls torch.FloatStorage"],
  ["attributes set on a list", pickle("]}b"), "it fills a list as a dict"],
  ["a stack that is empty", pickle("R"), "it takes a value at byte 2 where there is none"],
  ["a mark that is missing", pickle("t"), "looks for a mark"],
  ["a memo that was never stored", pickle("h", 7), "it recalls memo 7"],
  ["no state dict but a list", pickle("]"), "it holds a list, not a dict"],
  ["no state dict but itself", pickle("}", "q", 0, text("a"), "h", 0, "s"), '"a" is a dict, not a tensor'],
  ["a number in a tensor's place", pickle("}", text("epoch"), "K", 3, "s"), '"epoch" is 3, not a tensor'],
  ["two tensors of one name", pickle("}(", text("a"), tensor(), text("a"), tensor(), "u"), 'it sets "a" twice'],
  ["a name without a value", pickle("}(", text("a"), "u"), "has no value"],
  ["tuples nested 100,000 deep", pickle(")", Buffer.alloc(100_000, 0x85)), "it holds a tuple, not a dict"],
  [
    "lists that double a million times",
    pickle("]", "q", 0, Buffer.from("]h\0a".repeat(350_000))),
    "more than 1000000 steps",
  ],
  ["a text of 4 GB", pickle("X", Buffer.of(0xff, 0xff, 0xff, 0xff)), "in the middle"],
  ["a frame of 2^63 bytes", Buffer.from([0x80, 4, 0x95, 255, 255, 255, 255, 255, 255, 255, 127]), "in the middle"],
  ["protocol 0", Buffer.from("(dp0\n."), "does not start with a protocol"],
  ["protocol 9", Buffer.of(0x80, 9, 0x2e), "it has protocol 9"],
  ["a tensor beyond its storage", stateDict(tensor({ offset: 1 })), "leaves its storage of 2 numbers"],
  ["strides beyond its storage", stateDict(tensor({ strides: [2 ** 50] })), "leaves its storage"],
  [
    "a tensor of 2^40 numbers that repeats one",
    stateDict(tensor({ shape: [2 ** 40], strides: [0] })),
    "repeats its storage",
  ],
  ["a negative size", stateDict(tensor({ shape: [-2] })), "for sizes or strides"],
  ["a negative stride", stateDict(tensor({ strides: [-1] })), "for sizes or strides"],
  ["more sizes than strides", stateDict(tensor({ shape: [2, 1] })), "has shape [2, 1], strides [1]"],
  [
    "a storage longer than its file",
    stateDict(tensor({ length: 100 })),
    '"m/data/0" has 8 bytes, where 400 are needed',
  ],
  ["a storage of 100 GB", stateDict(tensor({ length: 25e9, shape: [25e9] })), "where 100000000000 are needed"],
  ["a storage that is missing", stateDict(tensor({ key: "1" })), '"m/data/1" is missing'],
  ["a storage in another folder", stateDict(tensor({ key: "../data.pkl" })), "is missing"],
  [
    "a storage of complex numbers",
    stateDict(tensor({ storage: "ComplexFloatStorage" })),
    '"torch.ComplexFloatStorage"',
  ],
  [
    "one storage of two sizes",
    pickle("}(", text("a"), tensor(), text("b"), tensor({ length: 1, shape: [1] }), "u"),
    "two sizes",
  ],
  ["a number of 2^56", stateDict(tensor({ offset: 2 ** 56 })), "beyond 2^53"],
  [
    "a parameter that is none",
    stateDict(Buffer.from(`${global("torch._utils", "_rebuild_parameter")}}\x85R`, "latin1")),
    "calls torch._utils._rebuild_parameter",
  ],
];

test.each(hostilePickles)("a pickle with %s is refused and nothing of it is executed", async (_, data, message) => {
  expect(await refusal(torchFile(data))).toContain(message);
  expect(existsSync(proof)).toBe(false);
});

const good = stateDict(tensor());
const inArchive: readonly (readonly [string, readonly Stored[], string])[] = [
  [
    "a name that leaves the folder",
    [{ name: "../../etc/passwd", data: "" }],
    'the entry "../../etc/passwd" leaves its folder',
  ],
  ["an absolute name", [{ name: "/etc/passwd", data: "" }], 'the entry "/etc/passwd"'],
  ["two entries of one name", [{ name: "m/data/0", data: new Uint8Array(8) }], 'two entries are named "m/data/0"'],
  ["a compressed entry", [{ name: "m/data/1", data: "bomb", method: 8 }], '"m/data/1" is compressed'],
  ["an encrypted entry", [{ name: "m/data/1", data: "", flags: 1 }], '"m/data/1" is encrypted'],
  ["an entry of 4 GB", [{ name: "m/data/1", data: "", claimedBytes: 4e9 }], '"m/data/1" has 4000000000 bytes'],
  ["entries that overlap", [{ name: "m/data/1", data: "12345678", claimedStart: 40 }], "which run into what starts at"],
  [
    "an entry that starts nowhere",
    [{ name: "m/data/1", data: "", claimedStart: 4e9 }],
    "which run into what starts at",
  ],
  ["two pickles", [{ name: "n/data.pkl", data: good }], "It holds 2 files data.pkl"],
  ["the byte order of another machine", [{ name: "m/byteorder", data: "big" }], 'Its byte order is "big"'],
  ["a program", [{ name: "m/constants.pkl", data: "" }], "a TorchScript program"],
];

test.each(inArchive)("an archive with %s is refused", async (_, more, message) => {
  expect(await refusal(torchFile(good, more))).toContain(message);
});

test("an archive whose local headers point their data elsewhere is refused", async () => {
  const storage0 = { name: "m/data/0", data: new Uint8Array(8), claimedPadding: 40 };
  const bytes = zip([{ name: "m/data.pkl", data: good }, storage0, { name: "m/version", data: "3" }]);
  expect(await refusal(bytes)).toMatch(/"m\/data\/0" has 8 bytes at \d+, which run into what starts at/);
});

test("a pickle of more than 16 MB is refused before it is read", async () => {
  expect(await refusal(torchFile(new Uint8Array(16_000_001)))).toContain("has 16000001 bytes, more than 16000000");
});

const legacyStart = Buffer.from("80028a0a6cfc9c46f9206aa850192e80024de9032e", "hex");
const machine = (littleEndian: number): Uint8Array => pickle("}", text("little_endian"), littleEndian, "s");
const legacyKeys = pickle("]", text("0"), "a");
const storage = Buffer.concat([int(2).subarray(2), Buffer.alloc(8)]);

test.each([
  ["os.system", [machine(0x88), pickle(global("os", "system"))], '"os.system"'],
  ["os.system where plain data stand", [pickle(global("os", "system"))], "that is plain data names something"],
  [
    "the byte order of another machine",
    [machine(0x89), good, legacyKeys, storage],
    "not written by a little-endian machine",
  ],
  ["a storage that no tensor uses", [machine(0x88), good, pickle("]", text("9"), "a"), storage], "lists the storage 9"],
  [
    "a storage listed twice",
    [machine(0x88), good, pickle("]", text("0"), "a", text("0"), "a"), storage, storage],
    "or twice",
  ],
  ["a storage not listed", [machine(0x88), good, pickle("]"), storage], 'storage "0" is missing'],
  [
    "a storage of another length",
    [machine(0x88), good, legacyKeys, int(3).subarray(2), storage],
    "has 3 numbers, where 2",
  ],
  ["a storage that ends early", [machine(0x88), good, legacyKeys, storage.subarray(0, 12)], "but the file has"],
])("a file before PyTorch 1.6 with %s is refused", async (_, parts, message) => {
  expect(await refusal(Buffer.concat([legacyStart, ...parts]))).toContain(message);
});

test("a file before PyTorch 1.6 made of the same parts is read when nothing is wrong", async () => {
  expect(await refusal(Buffer.concat([legacyStart, machine(0x88), good, legacyKeys, storage]))).toBe("");
});
