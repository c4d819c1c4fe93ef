import type { FileBytes } from "./file-bytes.ts";

/** One stored file of a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes, stored as they are. */
  readonly size: number;
  /** Where its local header starts. */
  readonly header: number;
  /** Where the next local header or the directory starts: nothing of this entry lies there or later. */
  readonly limit: number;
}

// The numbers and field positions are those of PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
};
const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
const end64Bytes = 56;
const locator64Bytes = 20;
const longestComment = 0xffff;
const elsewhere = 0xffffffff;

/** A checkpoint has some thousand tensors at most, with about 100 bytes each here. */
const maxDirectoryBytes = 16_000_000;

/**
 * Lists a zip archive whose entries are all stored, as torch.save writes them.
 * @throws when the archive is not whole, entries are compressed or encrypted, share a name or bytes, or leave the folder
 */
export async function readZipDirectory(file: FileBytes): Promise<ReadonlyMap<string, ZipEntry>> {
  const { start, length } = await findDirectory(file);
  if (length > maxDirectoryBytes) throw refuse(`its directory has ${length} bytes, more than ${maxDirectoryBytes}`);
  const listed = listDirectory(await file.read(start, length)).sort((a, b) => a.header - b.header);
  const entries = new Map<string, ZipEntry>();
  for (const [at, { name, size, header }] of listed.entries()) {
    const limit = listed[at + 1]?.header ?? start;
    if (header + localBytes + size > limit)
      throw refuse(`${show(name)} has ${size} bytes at ${header}, which run into what starts at ${limit}`);
    if (entries.has(name)) throw refuse(`two entries are named ${show(name)}`);
    entries.set(name, { name, size, header, limit });
  }
  return entries;
}

/** Where the bytes of an entry start. Its local header may pad them, so only that header tells. */
export async function findEntryBytes(file: FileBytes, { name, size, header, limit }: ZipEntry): Promise<number> {
  const view = viewOf(await file.read(header, localBytes));
  if (view.getUint32(0, true) !== signatures.local)
    throw refuse(`no entry starts at ${header}, where ${show(name)} should`);
  const start = header + localBytes + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + size > limit)
    throw refuse(`${show(name)} has ${size} bytes at ${start}, which run into what starts at ${limit}`);
  return start;
}

async function findDirectory(file: FileBytes): Promise<{ start: number; length: number }> {
  const tailBytes = Math.min(file.size, endBytes + longestComment);
  const tailStart = file.size - tailBytes;
  const tail = viewOf(await file.read(tailStart, tailBytes));
  // A comment may follow; the record that says how long it is must end with the file.
  let at = tailBytes - endBytes;
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === signatures.end && at + endBytes + tail.getUint16(at + 20, true) === tailBytes)
  )
    at--;
  if (at < 0) throw refuse("its directory, which stands at its end, is missing");
  const short = { length: tail.getUint32(at + 12, true), start: tail.getUint32(at + 16, true) };
  const end = tailStart + at;
  const found = (await findDirectory64(file, end)) ?? { ...short, end };
  if (found.start + found.length > found.end)
    throw refuse(
      `its directory should have ${found.length} bytes at ${found.start}, but its end stands at ${found.end}`,
    );
  return found;
}

async function findDirectory64(
  file: FileBytes,
  end: number,
): Promise<{ start: number; length: number; end: number } | undefined> {
  if (end < locator64Bytes + end64Bytes) return undefined;
  const locator = viewOf(await file.read(end - locator64Bytes, locator64Bytes));
  if (locator.getUint32(0, true) !== signatures.locator64) return undefined;
  const at = readUint64(locator, 8);
  if (at + end64Bytes > end - locator64Bytes) throw refuse(`its directory's end should stand at ${at}, but does not`);
  const view = viewOf(await file.read(at, end64Bytes));
  if (view.getUint32(0, true) !== signatures.end64)
    throw refuse(`its directory's end should stand at ${at}, but does not`);
  return { length: readUint64(view, 40), start: readUint64(view, 48), end: at };
}

function listDirectory(bytes: Uint8Array): { name: string; size: number; header: number }[] {
  const view = viewOf(bytes);
  const entries = [];
  for (let at = 0; at < bytes.length;) {
    if (at + centralBytes > bytes.length || view.getUint32(at, true) !== signatures.central)
      throw refuse(`its directory is broken at byte ${at}`);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const nameEnd = at + centralBytes + nameBytes;
    const next = nameEnd + extraBytes + commentBytes;
    if (next > bytes.length) throw refuse(`its directory is broken at byte ${at}`);
    const name = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(at + centralBytes, nameEnd));
    checkName(name);
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    if (flags & 1) throw refuse(`${show(name)} is encrypted`);
    if (method !== 0) throw refuse(`${show(name)} is compressed, which torch.save never does`);
    const extra = viewOf(bytes.subarray(nameEnd, nameEnd + extraBytes));
    entries.push({ name, ...readSizes(view, at, extra, name) });
    at = next;
  }
  return entries;
}

/** Sizes and position of an entry. Those that need 64 bits stand in an extra field, in this order, without the others. */
function readSizes(view: DataView, at: number, extra: DataView, name: string): { size: number; header: number } {
  const fields = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  let place = find64(extra);
  const [size, stored, header] = fields.map((value) => {
    if (value !== elsewhere) return value;
    if (place === undefined || place + 8 > extra.byteLength) throw refuse(`the size of ${show(name)} is missing`);
    place += 8;
    return readUint64(extra, place - 8);
  }) as [number, number, number];
  if (size !== stored) throw refuse(`${show(name)} stores ${stored} bytes for ${size}`);
  return { size, header };
}

function find64(extra: DataView): number | undefined {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true))
    if (extra.getUint16(at, true) === 1) return at + 4;
  return undefined;
}

/** Nothing is ever written under these names; an archive with such a one was made to harm somebody. */
function checkName(name: string): void {
  if (/^[/\\]|^[a-z]:|\\|\0|(^|\/)\.\.(\/|$)/i.test(name)) throw refuse(`the entry ${show(name)} leaves its folder`);
}

function readUint64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > Number.MAX_SAFE_INTEGER) throw refuse(`it claims ${value} bytes`);
  return Number(value);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const show = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);

function refuse(reason: string): Error {
  return new Error(
    `Not a zip archive as torch.save writes it: ${reason}. Fetch the file again, or save it as safetensors.`,
  );
}
