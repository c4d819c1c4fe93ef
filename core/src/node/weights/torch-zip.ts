import { widthOf } from "../../tensor-header.ts";
import type { FileBytes } from "./file-bytes.ts";
import { maxPickleBytes, readTorchState, type LocatedTorch, type TorchStorage } from "./torch-state.ts";
import { findEntryBytes, readZipDirectory, type ZipEntry } from "./zip-directory.ts";

/** The format since PyTorch 1.6: a zip archive with `NAME/data.pkl`, `NAME/byteorder` and the storages `NAME/data/0`, … */
export async function locateZippedTorch(file: FileBytes): Promise<LocatedTorch> {
  const entries = await readZipDirectory(file);
  const pickles = [...entries.values()].filter(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickles.length !== 1)
    throw new Error(`It holds ${pickles.length} files data.pkl, not one. Save the model as safetensors.`);
  const folder = pickles[0]!.name.slice(0, -"data.pkl".length);
  if (entries.has(`${folder}constants.pkl`))
    throw new Error("It is a TorchScript program, not a state dict. Save model.state_dict(), or safetensors.");
  const order = entries.get(`${folder}byteorder`);
  if (order !== undefined) checkByteOrder(new TextDecoder().decode(await readEntry(file, order, 16)));
  const { tensors, storages } = readTorchState(await readEntry(file, pickles[0]!, maxPickleBytes), 0);
  for (const storage of storages.values()) findStorage(entries, folder, storage);
  return { tensors, locate: (storage) => findEntryBytes(file, findStorage(entries, folder, storage)) };
}

function findStorage(entries: ReadonlyMap<string, ZipEntry>, folder: string, storage: TorchStorage): ZipEntry {
  const name = `${folder}data/${storage.key}`;
  const entry = entries.get(name);
  const bytes = storage.length * widthOf(storage.dtype);
  if (entry?.size === bytes) return entry;
  const found = entry === undefined ? "is missing" : `has ${entry.size} bytes`;
  throw new Error(
    `Its storage ${JSON.stringify(name.slice(0, 80))} ${found}, where ${bytes} are needed. Fetch it again.`,
  );
}

async function readEntry(file: FileBytes, entry: ZipEntry, limit: number): Promise<Uint8Array> {
  if (entry.size > limit)
    throw new Error(
      `Its ${entry.name.slice(0, 80)} has ${entry.size} bytes, more than ${limit}. Save the model as safetensors.`,
    );
  return file.read(await findEntryBytes(file, entry), entry.size);
}

function checkByteOrder(order: string): void {
  if (order !== "little")
    throw new Error(
      `Its byte order is ${JSON.stringify(order)}, not "little". Save it on another machine, or as safetensors.`,
    );
}
