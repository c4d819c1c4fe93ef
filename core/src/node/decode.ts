/** The text of a file, line ends as \n, without a byte order mark. */
export interface DecodedText {
  readonly text: string;
  /** How many invalid byte sequences became U+FFFD. */
  readonly replaced: number;
}

/** Above this share of replaced or control characters a file without NUL bytes is still no text. */
const maximumNoise = 0.3;

/** Reads bytes as UTF-8, or as UTF-16 behind its byte order mark. Undefined when they are binary, which any NUL says. */
export function decode(bytes: Uint8Array): DecodedText | undefined {
  const encoding = encodingOf(bytes);
  const raw = new TextDecoder(encoding).decode(bytes);
  if (raw.includes("\0")) return undefined;
  const replaced = countReplaced(raw, bytes, encoding);
  const control = raw.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  if (replaced + control > maximumNoise * raw.length) return undefined;
  return { text: raw.replace(/\r\n?/g, "\n"), replaced };
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** A U+FFFD that the author wrote is not one that the decoder put there. */
function countReplaced(raw: string, bytes: Uint8Array, encoding: string): number {
  if (!raw.includes("\ufffd")) return 0;
  const seen = raw.split("\ufffd").length - 1;
  if (encoding !== "utf-8") return seen;
  let written = 0;
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1))
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) written++;
  return seen - written;
}
