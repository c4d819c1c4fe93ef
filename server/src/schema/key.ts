import { z } from "@hono/zod-openapi";
import { scopes, type ApiKey, type KeyDraft } from "../access.ts";
import { keyIdForm } from "../access/key-text.ts";
import { text } from "./text.ts";

export const keyId = z.string().regex(keyIdForm, "must be the id of a key, its part between the underscores").openapi({
  description: "The part of a key that is no secret.",
  example: "4tq9m0x7c2wd",
});

export const scope = z.enum(scopes).openapi("Scope", { description: "`admin` includes the others." });

const keyFields = {
  name: text(1, 100)
    .trim()
    .min(1)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "must be one line")
    .openapi({ description: "Who or what uses it.", example: "ci of the shop" }),
  scopes: z.array(scope).min(1).max(scopes.length),
  rate_per_minute: z
    .int()
    .min(1)
    .max(10_000_000)
    .optional()
    .openapi({ description: "Requests a minute; the server's own limit when left out." }),
  expires_at: z.iso.datetime({ offset: true }).optional().openapi({ description: "Good for ever when left out." }),
};

export const keyDraft = z.strictObject(keyFields).openapi("KeyDraft");

export const apiKey = z
  .object({
    id: keyId,
    ...keyFields,
    created_at: z.iso.datetime(),
    revoked_at: z.iso.datetime().optional(),
    last_used_at: z.iso.datetime().optional().openapi({ description: "At most a minute behind." }),
  })
  .openapi("Key");

export const newKey = apiKey
  .extend({
    key: z.string().openapi({ description: "The key itself. It is shown this once and cannot be read again." }),
  })
  .openapi("NewKey");

export const keyList = z
  .object({ keys: z.array(apiKey).openapi({ description: "Newest first, revoked and expired ones too." }) })
  .openapi("KeyList");

export type WireKey = z.output<typeof apiKey>;

export function toWireKey({ id, name, scopes: held, ...key }: ApiKey): WireKey {
  return {
    id,
    name,
    scopes: [...held],
    ...(key.ratePerMinute !== undefined && { rate_per_minute: key.ratePerMinute }),
    created_at: key.createdAt.toISOString(),
    ...(key.expiresAt && { expires_at: key.expiresAt.toISOString() }),
    ...(key.revokedAt && { revoked_at: key.revokedAt.toISOString() }),
    ...(key.lastUsedAt && { last_used_at: key.lastUsedAt.toISOString() }),
  };
}

export function fromWireKey({ id, created_at, revoked_at, last_used_at, ...draft }: WireKey): ApiKey {
  return {
    id,
    ...fromWireDraft(draft),
    createdAt: new Date(created_at),
    ...(revoked_at !== undefined && { revokedAt: new Date(revoked_at) }),
    ...(last_used_at !== undefined && { lastUsedAt: new Date(last_used_at) }),
  };
}

export function toWireDraft({ name, scopes: held, ratePerMinute, expiresAt }: KeyDraft): z.output<typeof keyDraft> {
  return {
    name,
    scopes: [...held],
    ...(ratePerMinute !== undefined && { rate_per_minute: ratePerMinute }),
    ...(expiresAt && { expires_at: expiresAt.toISOString() }),
  };
}

export function fromWireDraft({
  name,
  scopes: held,
  rate_per_minute,
  expires_at,
}: z.output<typeof keyDraft>): KeyDraft {
  return {
    name,
    scopes: held,
    ...(rate_per_minute !== undefined && { ratePerMinute: rate_per_minute }),
    ...(expires_at !== undefined && { expiresAt: new Date(expires_at) }),
  };
}
