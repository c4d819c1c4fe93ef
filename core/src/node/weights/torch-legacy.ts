import { widthOf } from "../../tensor-header.ts";
import type { FileBytes } from "./file-bytes.ts";
import { isKind, readPickle } from "./pickle.ts";
import { maxPickleBytes, readTorchState, type LocatedTorch, type TorchStorage } from "./torch-state.ts";

/** Two pickles, the magic number 0x1950a86a20f9469cfc6c and the protocol 1001, begin the format before PyTorch 1.6. */
const magic = Buffer.from("80028a0a6cfc9c46f9206aa850192e", "hex");
const protocol = Buffer.from("80024de9032e", "hex");

export function isLegacyTorch(start: Uint8Array): boolean {
  return magic.every((byte, at) => start[at] === byte);
}

/**
 * The format before PyTorch 1.6, in which microsoft/codebert-base and others of 2020 still are: pickles of what the machine
 * was like, the state dict and the storages' keys; then each storage, its length in numbers (64 bits) first.
 */
export async function locateLegacyTorch(file: FileBytes): Promise<LocatedTorch> {
  const bytes = await file.read(0, Math.min(file.size, maxPickleBytes));
  if (!protocol.every((byte, at) => bytes[magic.length + at] === byte))
    throw new Error("It has another protocol than 1001. Save the model as safetensors.");
  const machine = readPickle(bytes, magic.length + protocol.length, plainData);
  if (!isKind(machine.value, "dict") || machine.value.entries.get("little_endian") !== true)
    throw new Error("It was not written by a little-endian machine. Save it on another one, or as safetensors.");
  const { tensors, storages, end } = readTorchState(bytes, machine.end);
  const keys = readPickle(bytes, end, plainData);
  if (!isKind(keys.value, "list")) throw new Error("The list of its storages is missing. Fetch it again.");
  const starts = await findStorages(file, keys.end, keys.value.items, storages);
  for (const key of storages.keys())
    if (!starts.has(key))
      throw new Error(`Its storage ${JSON.stringify(key.slice(0, 80))} is missing. Fetch it again.`);
  return { tensors, locate: ({ key }) => Promise.resolve(starts.get(key)!) };
}

async function findStorages(
  file: FileBytes,
  from: number,
  keys: readonly unknown[],
  storages: ReadonlyMap<string, TorchStorage>,
): Promise<ReadonlyMap<string, number>> {
  const starts = new Map<string, number>();
  let at = from;
  for (const key of keys) {
    const storage = typeof key === "string" ? storages.get(key) : undefined;
    if (storage === undefined || starts.has(storage.key))
      throw new Error(
        `It lists the storage ${String(key).slice(0, 80)}, which no tensor uses, or twice. Fetch it again.`,
      );
    const length = new DataView((await file.read(at, 8)).buffer).getBigInt64(0, true);
    if (length !== BigInt(storage.length))
      throw new Error(
        `Its storage ${storage.key} has ${length} numbers, where ${storage.length} are needed. Fetch it again.`,
      );
    starts.set(storage.key, at + 8);
    at += 8 + storage.length * widthOf(storage.dtype);
    if (at > file.size)
      throw new Error(`Its storage ${storage.key} ends at ${at}, but the file has ${file.size} bytes. Fetch it again.`);
  }
  return starts;
}

const refuseAll = (): never => {
  throw new Error(
    "A part of it that is plain data names something. Nothing of it was executed. Save it as safetensors.",
  );
};

const plainData = { allow: refuseAll, call: refuseAll, find: refuseAll };
