import { randomBytes } from "node:crypto";

/** A key as a client sends it, in parts. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

/**
 * A new key of the form `ww_<id>_<secret>`: an id of 60 bits that may be shown, and a secret of 260 bits. The alphabet is
 * Crockford's base 32: a double click selects the whole key, and nothing in it needs escaping.
 */
export function createKeyText(): KeyText & { readonly text: string } {
  const id = randomText(idLength);
  const secret = randomText(secretLength);
  return { id, secret, text: `ww_${id}_${secret}` };
}

/** `undefined` for what has not the form of a key. */
export function parseKeyText(text: string): KeyText | undefined {
  // Before the expression: a header of kilobytes is not worth reading.
  if (text.length !== keyLength) return undefined;
  const [, id, secret] = form.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** The form of a key's id. */
export const keyIdForm = /^[0-9a-hjkmnp-tv-z]{12}$/;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const idLength = 12;
const secretLength = 52;
const keyLength = "ww__".length + idLength + secretLength;
const form = /^ww_([0-9a-hjkmnp-tv-z]{12})_([0-9a-hjkmnp-tv-z]{52})$/;

// 256 is a multiple of 32, so that no character is likelier than another.
const randomText = (length: number): string =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]!).join("");
