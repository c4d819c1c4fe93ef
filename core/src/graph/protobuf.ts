/*
 * Protocol Buffers, the wire format of ONNX (https://protobuf.dev/programming-guides/encoding): a message is a run of
 * fields, each a tag (field number and wire type) and its content.
 */

/** Encoded bytes in pieces, so that large tensors are not copied into every message around them. */
export interface Encoded {
  readonly byteLength: number;
  readonly pieces: readonly Uint8Array[];
}

const variable = 0;
const delimited = 2;
const fixed32 = 5;
const text = new TextEncoder();

/** A whole number; a negative one is written as 64-bit two's complement. */
export function integerField(field: number, value: number): Encoded {
  return join([varint(field * 8 + variable), varint(value)]);
}

export function floatField(field: number, value: number): Encoded {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return join([varint(field * 8 + fixed32), bytes]);
}

export function textField(field: number, value: string): Encoded {
  return bytesField(field, text.encode(value));
}

export function bytesField(field: number, value: Uint8Array): Encoded {
  return join([varint(field * 8 + delimited), varint(value.length), value]);
}

/** A message inside a message. */
export function messageField(field: number, ...fields: readonly Encoded[]): Encoded {
  const content = message(fields);
  const head = [varint(field * 8 + delimited), varint(content.byteLength)];
  return join([...head, ...content.pieces]);
}

export function message(fields: readonly Encoded[]): Encoded {
  return join(fields.flatMap(({ pieces }) => pieces));
}

/** All pieces in one array. */
export function toBytes({ byteLength, pieces }: Encoded): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteLength);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Short neighbours become one piece; what is longer stays where it is. */
function join(pieces: readonly Uint8Array[]): Encoded {
  const byteLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (byteLength > 4096) return { byteLength, pieces };
  return { byteLength, pieces: [toBytes({ byteLength, pieces })] };
}

/** Seven bits a byte, the lowest first; the top bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : value;
  while (rest > 0x7f) {
    bytes.push(Number(typeof rest === "bigint" ? rest & 0x7fn : rest % 0x80) | 0x80);
    rest = typeof rest === "bigint" ? rest >> 7n : Math.floor(rest / 0x80);
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
