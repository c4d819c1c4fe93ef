import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { KeyText } from "./key-text.ts";
import { deriveSecret } from "./server-secret.ts";

/**
 * How keys are stored and compared. A plain keyed hash is enough: a key's secret is 260 random bits, which nobody
 * guesses, and a slow hash would make each request slow. Without the server's secret a stolen table is of no use.
 */
export interface KeyHasher {
  /** Digest of a key, 32 bytes. */
  readonly digest: (key: KeyText) => Buffer;
  /** What stands in the table: `hmac-sha256:<mark of the secret>:<digest>`. */
  readonly store: (digest: Buffer) => string;
  /** In constant time. A key that is not there (`undefined`) is compared too, and never equal. */
  readonly matches: (digest: Buffer, stored: string | undefined) => boolean;
  /** Whether a stored hash was made under this server's secret. */
  readonly isOurs: (stored: string) => boolean;
}

export function createKeyHasher(serverSecret: Buffer): KeyHasher {
  // As a key object it is read once: six times as fast as from bytes.
  const secret = createSecretKey(deriveSecret(serverSecret, "api keys"));
  const prefix = `hmac-sha256:${deriveSecret(serverSecret, "mark").toString("hex", 0, 8)}:`;
  const nothing = Buffer.alloc(32);
  const isOurs = (stored: string): boolean =>
    stored.startsWith(prefix) && /^[0-9a-f]{64}$/.test(stored.slice(prefix.length));
  return {
    digest: ({ id, secret: keySecret }) => createHmac("sha256", secret).update(`${id}_${keySecret}`).digest(),
    store: (digest) => `${prefix}${digest.toString("hex")}`,
    matches: (digest, stored) => {
      const isKnown = stored !== undefined && isOurs(stored);
      const other = isKnown ? Buffer.from(stored.slice(prefix.length), "hex") : nothing;
      return timingSafeEqual(digest, other) && isKnown;
    },
    isOurs,
  };
}
