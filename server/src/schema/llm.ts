import { z } from "@hono/zod-openapi";
import { keyUses } from "whowrote/llm/key-use";
import type { KeySnapshot } from "whowrote/llm/key-snapshot";
import type { LanguageModelsState } from "../language-models.ts";
import type { Settings } from "../settings.ts";

const count = z.int().min(0);
const why = z.string().optional().openapi({ description: "Why not, and what to do about it." });
const keys = count.openapi({ description: "Keys for this use; one stands for an address that needs none." });

const keyRow = z
  .object({
    name: z.string().openapi({ description: "Where it was found.", example: "GROQ_API_KEY_21" }),
    masked: z.string(),
    uses: z.array(z.enum(keyUses)),
    state: z.enum(["free", "busy", "cooling", "burned"]),
    until: z.iso.datetime().optional().openapi({ description: "When it is free again; left out when never." }),
    reason: z.string(),
    under_way: count,
    answered: count,
    refused: count,
    failed: count,
  })
  .openapi("LanguageModelKey");

/** What callers may have language models asked, and where their code goes then. */
export const llmState = z
  .object({
    on: z.boolean(),
    place: z
      .object({
        provider: z.string(),
        host: z.string(),
        private: z.boolean().openapi({ description: "Whether it is this machine, or in a network of one's own." }),
        model: z.string(),
      })
      .optional()
      .openapi({ description: "Where code goes; left out when it goes nowhere." }),
    explaining: z.object({ allowed: z.boolean(), why, keys }),
    rewriting: z.object({
      allowed: z.boolean(),
      why,
      keys,
      models: z.array(z.string()),
      rewrites: count.openapi({ description: "By each model." }),
      calibrated: z.boolean().openapi({ description: "Without a calibration it measures, and abstains." }),
    }),
    seconds: z.number().openapi({ description: "What they have to say may take so long." }),
    privacy: z.string().openapi({ description: "What leaves the machine, and when." }),
    keys: z.array(keyRow).optional().openapi({ description: "Only for a caller with the scope `admin`." }),
  })
  .openapi("LanguageModels");

type Wire = z.output<typeof llmState>;

/** @param showsKeys whether the caller may see the table */
export function toWireLlm(state: LanguageModelsState, { askSeconds }: Settings, showsKeys: boolean): Wire {
  const { place, explaining, rewriting, keys: all } = state;
  const keysFor = (use: (typeof keyUses)[number]): number => all.filter(({ uses }) => uses.includes(use)).length;
  const use = ({ isAllowed, why: reason }: LanguageModelsState["explaining"]) => ({
    allowed: isAllowed,
    ...(reason !== undefined && { why: reason }),
  });
  return {
    on: place !== undefined,
    ...(place && {
      place: { provider: place.provider, host: place.host, private: place.isPrivate, model: place.model },
    }),
    explaining: { ...use(explaining), keys: keysFor("explaining") },
    rewriting: {
      ...use(rewriting),
      keys: keysFor("rewriting"),
      models: [...rewriting.models],
      rewrites: rewriting.rewrites,
      calibrated: rewriting.isCalibrated,
    },
    seconds: askSeconds,
    privacy: privacyOf(place),
    ...(showsKeys && { keys: all.map(toWireKeyRow) }),
  };
}

function privacyOf(place: LanguageModelsState["place"]): string {
  if (place === undefined) return "No code leaves this server: it asks no language model.";
  const where = place.isPrivate ? "this machine or your own network" : "outside; the rules of its provider hold there";
  return `Only a request that asks for it sends code to ${place.host} (${where}): words about a verdict send the code and what was measured on it, rewriting sends the code without comments. What comes back is not kept, but for the figures of rewriting.`;
}

function toWireKeyRow(key: KeySnapshot): NonNullable<Wire["keys"]>[number] {
  const { name, masked, uses, state, until, reason, underWay, counts } = key;
  return {
    ...{ name, masked, uses: [...uses], state, reason },
    // Infinity is never.
    ...(until !== undefined && until < Infinity && { until: new Date(until).toISOString() }),
    under_way: underWay,
    answered: counts.answered,
    refused: counts.refused,
    failed: counts.failed,
  };
}
