import { createHmac } from "node:crypto";

/** What a receiver checks: who sent the body, and when. */
export interface WebhookMessage {
  /** The same for every try of one message, so that a receiver can drop a second copy. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * Headers of Standard Webhooks 1.0 (standardwebhooks.com): the signature is `v1,` and, in base64, the HMAC-SHA-256 over
 * `id.timestamp.body`. A secret that begins with `whsec_` is the base64 of the key, any other the key itself in UTF-8.
 */
export function signWebhook({ id, timestamp, body }: WebhookMessage, secret: string): Readonly<Record<string, string>> {
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : secret;
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}
