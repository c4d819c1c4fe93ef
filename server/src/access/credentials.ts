import { parseKeyText, type KeyText } from "./key-text.ts";

/** What a request shows for itself. */
export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "key"; readonly key: KeyText }
  /** Something that cannot be a key. */
  | { readonly kind: "malformed" }
  /** Two different ones, of which none is believed (RFC 6750, section 2). */
  | { readonly kind: "several" };

/** Reads `Authorization: Bearer <key>` and `X-API-Key: <key>`. A header that is there and empty is a wrong key, not a missing one. */
export function readCredentials(authorization: string | undefined, apiKey: string | undefined): Credentials {
  if (authorization === undefined && apiKey === undefined) return { kind: "none" };
  const bearer = authorization === undefined ? undefined : readBearer(authorization);
  if (authorization !== undefined && apiKey !== undefined && bearer !== apiKey) return { kind: "several" };
  const key = parseKeyText(bearer ?? apiKey ?? "");
  return key === undefined ? { kind: "malformed" } : { kind: "key", key };
}

/** Empty for another scheme. */
function readBearer(authorization: string): string {
  const [, token = ""] = /^bearer +(\S+)$/i.exec(authorization.slice(0, 512)) ?? [];
  return token;
}
