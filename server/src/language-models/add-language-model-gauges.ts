import { Gauge } from "prom-client";
import type { KeyUse } from "whowrote/llm/key-use";
import type { PoolFigures } from "whowrote/llm/pool-figures";
import type { LanguageModels } from "../language-models.ts";
import { addGauges, type Metrics } from "../metrics.ts";

/** What language models are asked, where they are switched on. No key, and no name of one, is in it. */
export function addLanguageModelGauges(metrics: Metrics, { figures }: Pick<LanguageModels, "figures">): void {
  const first = figures();
  if (first === undefined) return;
  const read = (): PoolFigures => figures() ?? first;
  addGauges(metrics, {
    whowrote_llm_waiting: ["Calls of language models that wait for a key", () => read().waiting],
    whowrote_llm_under_way: ["Requests to language models that are not answered yet", () => read().underWay],
  });
  const requests: Gauge<"outcome"> = new Gauge({
    name: "whowrote_llm_requests",
    help: "Requests to language models since the start, by how they ended",
    labelNames: ["outcome"],
    registers: [metrics.registry],
    collect: () => {
      for (const [outcome, count] of Object.entries(read().requests)) requests.set({ outcome }, count);
    },
  });
  const keys: Gauge<"use" | "state"> = new Gauge({
    name: "whowrote_llm_keys",
    help: "Keys for language models by what they are used for and state; a key with several uses counts in each",
    labelNames: ["use", "state"],
    registers: [metrics.registry],
    collect: () => {
      const { keys: now } = read();
      for (const use of Object.keys(now) as KeyUse[])
        for (const [state, count] of Object.entries(now[use])) keys.set({ use, state }, count);
    },
  });
}
