import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { pack } from "tar-stream";

/** An entry as a packer would write it, and what a hostile one may say otherwise. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly flags?: number;
  readonly method?: number;
  /** Unix mode, in the upper half of the external attributes. */
  readonly mode?: number;
  readonly declaredSize?: number;
  readonly crc?: number;
}

/** A zip file byte by byte (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16), so that it can hold what no packer writes. */
export function packZip(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { content = "", flags = 0x800, method = 8, mode = 0o100644 } = entry;
    const name = Buffer.from(entry.name);
    const bytes = Buffer.from(content);
    const packed = method === 0 ? bytes : deflateRawSync(bytes);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(entry.crc ?? crc32(bytes), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(entry.declaredSize ?? bytes.length, 8);
    const common = Buffer.alloc(10);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(name.length, 0);
    const head = Buffer.concat([Buffer.from("PK\x03\x04"), common, sizes, lengths, name]);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE((mode << 16) >>> 0, 8);
    rest.writeUInt32LE(offset, 12);
    const madeBy = Buffer.from([20, 3]);
    const nameLength = lengths.subarray(0, 2);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02"), madeBy, common, sizes, nameLength, rest, name]));
    local.push(head, packed);
    offset += head.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06"), end]);
}

export interface TarEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly type?: "file" | "symlink" | "link" | "character-device" | "block-device" | "fifo" | "directory";
  readonly linkname?: string;
}

export async function packTar(entries: readonly TarEntry[]): Promise<Buffer> {
  const packing = pack();
  for (const { name, content = "", type = "file", linkname } of entries)
    packing.entry({ name, type, ...(linkname !== undefined && { linkname }) }, content);
  packing.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of packing as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const packTarGz = async (entries: readonly TarEntry[]): Promise<Buffer> => gzipSync(await packTar(entries));
