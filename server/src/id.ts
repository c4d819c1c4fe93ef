import { randomBytes } from "node:crypto";

let lastTime = 0;
let count = 0;

/**
 * A UUID of version 7 (RFC 9562, section 5.7): its first 48 bits are milliseconds since 1970, so ids sort by time.
 * Those of one process that are made now also sort in the order in which they were made, up to 4,096 a millisecond.
 */
export function createId(at?: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at === undefined ? tick() : at.getTime(), 0, 6);
  if (at === undefined) {
    bytes.writeUInt16BE(count, 6);
  }
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return format(bytes);
}

/** When an id was made, to the millisecond. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** Not above any id made at that time or later, and above all that were made before. */
export function firstIdAt(at: Date): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.max(0, at.getTime()), 0, 6);
  return format(bytes);
}

/** Milliseconds that never go back; `count` tells those of one millisecond apart. */
function tick(): number {
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    count = 0;
  } else if (count === 0xfff) {
    lastTime += 1;
    count = 0;
  } else {
    count += 1;
  }
  return lastTime;
}

function format(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
