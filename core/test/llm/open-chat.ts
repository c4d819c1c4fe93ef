import type { Chat } from "../../src/llm/chat.ts";
import { createChat } from "../../src/llm/create-chat.ts";
import { createKeyPool } from "../../src/llm/create-key-pool.ts";
import type { Clock } from "../../src/llm/clock.ts";
import { limitsOf } from "../../src/llm/key-state.ts";
import type { KeyPool } from "../../src/llm/key-pool.ts";
import type { KeyUse } from "../../src/llm/key-use.ts";
import { howToSetKeys, readKeys } from "../../src/llm/read-keys.ts";
import { readLlmSettings } from "../../src/llm/read-settings.ts";
import { systemClock } from "../../src/node/llm/clock.ts";
import { createPatientFetch } from "../../src/node/llm/patient-fetch.ts";

/** Time that passes so much faster than it does. */
export function createFastClock(factor: number): Clock {
  const start = Date.now();
  return {
    ...systemClock,
    now: () => start + (Date.now() - start) * factor,
    wait: async (milliseconds, signal) => systemClock.wait(milliseconds / factor, signal),
  };
}

export interface OpenedChat {
  readonly chat: Chat;
  readonly pool: KeyPool;
}

/** A chat with the server at this address, as the environment's variables set it, in fast time. */
export function openChat(
  url: string,
  variables: Readonly<Record<string, string>>,
  use: KeyUse = "rewriting",
): OpenedChat {
  // In fast time the usual time-out would be over on a busy machine.
  const all = { WHOWROTE_LLM_BASE_URL: url, WHOWROTE_LLM_TIMEOUT: "3600", ...variables };
  const settings = readLlmSettings(all);
  const clock = createFastClock(200);
  const pool = createKeyPool({
    keys: readKeys(settings, all, undefined).keys,
    limits: limitsOf(settings),
    clock,
    howToSet: (wanted) => howToSetKeys(settings, wanted),
  });
  const fetch = createPatientFetch();
  return { chat: createChat({ settings, pool, use, fetch, clock, random: () => 0.5 }), pool };
}
