import type { Scope } from "../access.ts";
import { Problem } from "../problem.ts";

// What refuses says the same for the same reason, whatever was sent: no text of a request stands in an answer or header.
const realm = 'Bearer realm="whowrote"';

export const keyMissing = (detail: string): Problem =>
  new Problem(401, detail, { title: "A key is required", headers: { "www-authenticate": realm } });

export const keyWrong = (detail: string): Problem =>
  new Problem(401, detail, {
    title: "The key is not valid",
    headers: { "www-authenticate": `${realm}, error="invalid_token"` },
  });

export const severalKeys = (): Problem =>
  new Problem(400, "Authorization and X-API-Key hold different keys. Send the key in one of them.", {
    title: "Two keys",
    headers: { "www-authenticate": `${realm}, error="invalid_request"` },
  });

export const scopeMissing = (scope: Scope, held: readonly Scope[]): Problem =>
  new Problem(
    403,
    `This needs a key of scope ${scope}; the key that was sent has ${held.join(", ")}. An administrator makes one with: whowrote keys create --name NAME --scopes ${scope}`,
    {
      title: "The key does not allow this",
      extra: { required_scope: scope },
      headers: { "www-authenticate": `${realm}, error="insufficient_scope", scope="${scope}"` },
    },
  );

/** @param retryAfter seconds, whole */
export const tooMany = (detail: string, retryAfter: number, headers: Readonly<Record<string, string>> = {}): Problem =>
  new Problem(429, detail, {
    title: "Too many requests",
    extra: { retry_after: retryAfter },
    headers: { ...headers, "retry-after": String(retryAfter) },
  });
