import { z } from "zod";
import { scopes, type KeyDraft } from "../../access.ts";
import { keyDraft } from "../../schema/key.ts";
import { readExpiry } from "./expiry.ts";

const format = z.enum(["text", "json"], "must be text or json").default("text").meta({
  value: "<format>",
  description: "text or json",
});

const server = z
  .url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:58000" })
  .optional()
  .meta({
    value: "<url>",
    description: "ask a running server, with the admin key in WHOWROTE_API_KEY",
    usually: "the database that the server's settings name",
  });

/** What every `whowrote keys` command takes. */
export const registerOptions = z.object({ server, format });

export type RegisterOptions = z.infer<typeof registerOptions>;

export const createOptions = registerOptions.extend({
  name: z
    .string("is missing: say who or what will use the key")
    .pipe(keyDraft.shape.name)
    .meta({ value: "<name>", description: "who or what will use it" }),
  scopes: z
    .string("is missing: say what the key may do, for example predict,read")
    .transform((text) => text.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(scopes, `must be of ${scopes.join(", ")}, separated by commas`)).min(1))
    .meta({ value: "<scope,…>", description: `what it may do: ${scopes.join(", ")} (admin includes the others)` }),
  expires: z
    .string()
    .transform((text, context) => {
      const at = readExpiry(text, Date.now());
      if (at !== undefined) return at;
      context.addIssue("must be a time to come: 12h, 90d, 8w, or a date such as 2030-12-31");
      return z.NEVER;
    })
    .optional()
    .meta({
      value: "<time>",
      description: "how long it is good, or until when: 12h, 90d, 8w, 2030-12-31",
      usually: "for ever",
    }),
  rate: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(keyDraft.shape.rate_per_minute.unwrap())
    .optional()
    .meta({
      value: "<number>",
      description: "requests a minute at most",
      usually: "the server's WHOWROTE_RATE_PER_KEY",
    }),
});

export const toDraft = ({ name, scopes: held, expires, rate }: z.infer<typeof createOptions>): KeyDraft => ({
  name,
  scopes: held,
  ...(expires && { expiresAt: expires }),
  ...(rate !== undefined && { ratePerMinute: rate }),
});
