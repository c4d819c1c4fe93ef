import { crc32 } from "node:zlib";

/** One file of an archive made by {@link zip}; the other fields lie about it. */
export interface Stored {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly method?: number;
  readonly flags?: number;
  readonly claimedBytes?: number;
  /** Bytes of padding that the local header says stand before the data. */
  readonly claimedPadding?: number;
  /** Where the directory says that it starts. */
  readonly claimedStart?: number;
}

/** A zip archive, with the sizes in 64 bits when asked for. */
export function zip(files: readonly Stored[], { wide = false } = {}): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, method = 0, flags = 0, claimedBytes, claimedPadding = 0, claimedStart } of files) {
    const bytes = Buffer.from(data);
    const size = claimedBytes ?? bytes.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(claimedPadding, 28);
    parts.push(local, Buffer.from(name), bytes);
    const extra = Buffer.alloc(wide ? 28 : 0);
    if (wide) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      for (const [field, value] of [size, size, claimedStart ?? at].entries())
        extra.writeBigUInt64LE(BigInt(value), 4 + 8 * field);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc32(bytes), 16);
    central.writeUInt32LE(wide ? 0xffffffff : size, 20);
    central.writeUInt32LE(wide ? 0xffffffff : size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(wide ? 0xffffffff : (claimedStart ?? at), 42);
    directory.push(central, Buffer.from(name), extra);
    at += 30 + name.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(wide ? 0xffffffff : listed.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : at, 16);
  const end64 = Buffer.alloc(wide ? 76 : 0);
  if (wide) {
    end64.writeUInt32LE(0x06064b50, 0);
    end64.writeBigUInt64LE(BigInt(listed.length), 40);
    end64.writeBigUInt64LE(BigInt(at), 48);
    end64.writeUInt32LE(0x07064b50, 56);
    end64.writeBigUInt64LE(BigInt(at + listed.length), 64);
  }
  return Buffer.concat([...parts, listed, end64, end]);
}

/** Pickles by hand: bytes as numbers, text as it is. */
export function pickle(...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === "number" ? Buffer.of(part) : Buffer.from(part)));
  return Buffer.concat([Buffer.of(0x80, 2), ...bytes, Buffer.from(".")]);
}

export const text = (value: string): Uint8Array => Buffer.concat([Buffer.of(0x8c, value.length), Buffer.from(value)]);

export const int = (value: number): Uint8Array => {
  const bytes = Buffer.of(0x8a, 8, 0, 0, 0, 0, 0, 0, 0, 0);
  bytes.writeBigInt64LE(BigInt(value), 2);
  return bytes;
};

const tuple = (values: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([Buffer.from("("), ...values, Buffer.from("t")]);

export interface PickledTensor {
  readonly storage?: string;
  readonly key?: string;
  readonly length?: number;
  readonly offset?: number;
  readonly shape?: readonly number[];
  readonly strides?: readonly number[];
}

/** The call that builds a tensor: of two floats, where nothing else is said. */
export function tensor(options: PickledTensor = {}): Uint8Array {
  const { storage = "FloatStorage", key = "0", length = 2, offset = 0, shape = [2], strides = [1] } = options;
  const id = tuple([text("storage"), Buffer.from(`ctorch\n${storage}\n`), text(key), text("cpu"), int(length)]);
  const hooks = Buffer.from("ccollections\nOrderedDict\n)R");
  const found = Buffer.concat([id, Buffer.from("Q")]);
  const args = [found, int(offset), tuple(shape.map(int)), tuple(strides.map(int)), Buffer.of(0x89), hooks];
  return Buffer.concat([Buffer.from("ctorch._utils\n_rebuild_tensor_v2\n"), tuple(args), Buffer.from("R")]);
}

/** A state dict with one entry "a". */
export const stateDict = (value: Uint8Array): Uint8Array => pickle("}", text("a"), value, "s");

/** The archive of torch.save around a pickle, with a storage of two floats. */
export function torchFile(data: Uint8Array, more: readonly Stored[] = []): Uint8Array {
  return zip([{ name: "m/data.pkl", data }, { name: "m/data/0", data: new Uint8Array(8) }, ...more]);
}
