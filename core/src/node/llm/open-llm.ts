import { resolve } from "node:path";
import { readFile } from "node:fs/promises";
import type { Chat } from "../../llm/chat.ts";
import { createChat } from "../../llm/create-chat.ts";
import { createKeyPool } from "../../llm/create-key-pool.ts";
import type { LlmFlags } from "../../llm/flags.ts";
import type { KeyPool } from "../../llm/key-pool.ts";
import { limitsOf } from "../../llm/key-state.ts";
import type { KeyUse } from "../../llm/key-use.ts";
import { howToSetKeys, readKeys, type FoundKeys } from "../../llm/read-keys.ts";
import { readLlmSettings, type Variables } from "../../llm/read-settings.ts";
import type { LlmSettings } from "../../llm/settings.ts";
import { systemClock } from "./clock.ts";
import { keepRecords } from "./keep-records.ts";
import { keyFilePath, openKeyFile } from "./key-file.ts";
import { createPatientFetch } from "./patient-fetch.ts";

/** The language models that this process may ask. Must be closed: what it learned about its keys is written then. */
export interface Llm {
  readonly settings: LlmSettings;
  /** What the operator should know about the keys, a sentence each. */
  readonly notices: readonly string[];
  /** The provider's model, or another one at the same address, asked with the keys of one use. */
  readonly chat: (use: KeyUse, model?: string) => Chat;
  /** Whether this use has a key, or needs none. */
  readonly hasKey: (use: KeyUse) => boolean;
  /** What to set so that it has one. */
  readonly howToSetKeys: (use: KeyUse) => string;
  readonly pool: KeyPool;
  readonly close: () => Promise<void>;
}

export interface LlmSurroundings {
  readonly variables: Variables;
  /** Relative files are taken from here. */
  readonly cwd: string;
  readonly flags?: LlmFlags;
}

/**
 * Reads settings, keys, and what is known about the keys. Nothing is sent, and no SDK loaded, until a chat is used.
 * @throws {Error} when a setting or a key is not one, by its name
 */
export async function openLlm(surroundings: LlmSurroundings): Promise<Llm> {
  const { settings, keys, notices } = await findKeys(surroundings);
  const howToSet = (use: KeyUse): string => howToSetKeys(settings, use);
  const fetch = createPatientFetch(surroundings.variables);
  const pool = createKeyPool({ keys, limits: limitsOf(settings), clock: systemClock, howToSet });
  const { flush } = await keepRecords(
    keys,
    pool,
    openKeyFile(keyFilePath(surroundings.variables), new URL(settings.baseUrl).host),
  );
  return {
    settings,
    notices,
    pool,
    hasKey: (use) => keys.some(({ uses }) => uses.has(use)),
    howToSetKeys: howToSet,
    chat: (use, model = settings.model) =>
      createChat({ settings: { ...settings, model }, pool, use, fetch, clock: systemClock, random: Math.random }),
    close: flush,
  };
}

/** Settings and keys alone, for a look at them. */
export async function findKeys({
  variables,
  cwd,
  flags = {},
}: LlmSurroundings): Promise<FoundKeys & { readonly settings: LlmSettings }> {
  const settings = readLlmSettings(variables, flags);
  const { keysFile } = settings;
  const fileText = keysFile === undefined ? undefined : await readKeyList(resolve(cwd, keysFile));
  return { settings, ...readKeys(settings, variables, fileText) };
}

async function readKeyList(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`WHOWROTE_LLM_KEYS_FILE: ${path} cannot be read.`, { cause });
  });
}
