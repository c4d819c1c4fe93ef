import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * An answer that only whoever sends the same request again can read: it may quote code, which the database keeps only when
 * the operator asks for it. Base64 of nonce, tag and ciphertext (AES-256-GCM, NIST SP 800-38D).
 */
export function sealAnswer(answer: string, request: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, keyOf(request), nonce);
  const sealed = [sealing.update(answer, "utf8"), sealing.final()];
  return Buffer.concat([nonce, sealing.getAuthTag(), ...sealed]).toString("base64");
}

/** @throws {Error} when it was sealed for another request */
export function unsealAnswer(sealed: string, request: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const opening = createDecipheriv(cipher, keyOf(request), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString("utf8");
}

const keyOf = (request: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", request, "", "whowrote answer to a repeated request", 32));
