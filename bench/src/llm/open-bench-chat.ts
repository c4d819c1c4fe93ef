import type { Chat } from "whowrote/llm/chat";
import type { Clock } from "whowrote/llm/clock";
import { createChat } from "whowrote/llm/create-chat";
import { createKeyPool } from "whowrote/llm/create-key-pool";
import { usualLimits } from "whowrote/llm/key-state";
import type { KeyPool } from "whowrote/llm/key-pool";
import { readKeys } from "whowrote/llm/read-keys";
import { readLlmSettings } from "whowrote/llm/read-settings";
import { systemClock } from "whowrote/node/llm/clock";
import { createPatientFetch } from "whowrote/node/llm/patient-fetch";

export interface BenchChat {
  readonly chat: Chat;
  readonly pool: KeyPool;
}

/** A chat that rewrites, as the environment's variables set it, whose minutes last so many milliseconds. */
export function openBenchChat(url: string, variables: Readonly<Record<string, string>>, minuteMs: number): BenchChat {
  const factor = 60_000 / minuteMs;
  const all = {
    WHOWROTE_LLM_BASE_URL: url,
    // The network and this machine do not grow faster with the provider's minute.
    WHOWROTE_LLM_TIMEOUT: String(Math.min(60 * factor, 3600)),
    ...variables,
  };
  const settings = readLlmSettings(all);
  const clock = createClock(factor);
  const limits = { rate: settings.rate, windowMs: usualLimits.windowMs, arrivalMs: usualLimits.arrivalMs * factor };
  const { keys } = readKeys(settings, all, undefined);
  const fetch = createPatientFetch();
  const pool = createKeyPool({ keys, limits, clock, howToSet: () => "" });
  return { chat: createChat({ settings, pool, use: "rewriting", fetch, clock, random: Math.random }), pool };
}

/** Time that passes so much faster than it does. */
function createClock(factor: number): Clock {
  if (factor === 1) return systemClock;
  const start = Date.now();
  return {
    ...systemClock,
    now: () => start + (Date.now() - start) * factor,
    wait: async (milliseconds, signal) => systemClock.wait(milliseconds / factor, signal),
  };
}
