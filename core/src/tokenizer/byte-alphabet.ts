/**
 * GPT-2's spelling of bytes as printable characters (openai/gpt-2, encoder.py, bytes_to_unicode): printable Latin-1
 * stands for itself, the others in order for U+0100 and on.
 */
export const byteCharacters: readonly string[] = spellBytes();

function spellBytes(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173);
    return String.fromCharCode(printable ? byte : next++);
  });
}

/** The bytes of well-formed text in UTF-8, each with the character that it is a part of. */
export interface TextBytes {
  readonly bytes: Uint8Array;
  /** Where the character of each byte begins, in UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export function bytesOf(text: string): TextBytes {
  const bytes = new TextEncoder().encode(text);
  const starts = new Int32Array(bytes.length);
  const ends = new Int32Array(bytes.length);
  let start = 0;
  let end = 0;
  for (const [at, byte] of bytes.entries()) {
    if ((byte & 0xc0) !== 0x80) {
      start = end;
      // Four bytes make a character beyond the basic plane, which is a pair of surrogates here.
      end += byte >= 0xf0 ? 2 : 1;
    }
    starts[at] = start;
    ends[at] = end;
  }
  return { bytes, starts, ends };
}
