import { resolve } from "node:path";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { nameList } from "whowrote/cli/name-list";
import { InterruptedError } from "whowrote/cli/interrupted-error";
import { printable } from "whowrote/cli/terminal-text";
import { UsageError } from "whowrote/cli/usage-error";
import { llmFlags } from "whowrote/llm/flags";
import { openLlm } from "whowrote/node/llm/open-llm";
import { countOf } from "whowrote/words";
import { readSamples } from "../../dataset/read-samples.ts";
import { refuseTwins } from "../../dataset/refuse-twins.ts";
import type { Sample } from "../../dataset/sample.ts";
import { chooseEvenly } from "../../rewriting/choose-evenly.ts";
import { recordRewrites } from "../../rewriting/record-rewrites.ts";
import { readOptions, toReadOptions } from "../read-options.ts";
import { openStageBar } from "../stage-bar.ts";
import { countSamples } from "./count-samples.ts";
import type { DatasetEnvironment } from "./environment.ts";
import { wholeNumber } from "./whole-number.ts";

export const rewriteOptions = z.object({
  samples: wholeNumber(2, 1_000_000)
    .default(1000)
    .meta({ value: "<n>", description: "how many to choose, people's and AI's alike, at most two of a group" }),
  rewrites: wholeNumber(1, 20).default(4).meta({ value: "<n>", description: "of each sample, by each model" }),
  models: z
    .string()
    .transform(nameList)
    .optional()
    .meta({ value: "<name,…>", description: "models that rewrite", usually: "the one of --llm-model" }),
  atOnce: wholeNumber(1, 1000).default(8).meta({ value: "<n>", description: "samples that are asked about at a time" }),
  seed: wholeNumber(0, 2 ** 31 - 1)
    .default(1)
    .meta({ value: "<n>", description: "the same seed chooses the same samples" }),
  ...readOptions,
  ...llmFlags.shape,
});

/** Sends code to a language model, and says so. */
export async function runRewrite(
  data: string,
  out: string,
  settings: z.infer<typeof rewriteOptions>,
  environment: DatasetEnvironment,
): Promise<void> {
  const { stdout, stderr, cwd, variables } = environment;
  const llm = await openLlm({ variables, cwd, flags: settings });
  const { onProgress, close } = openStageBar(stderr);
  try {
    if (!llm.hasKey("rewriting"))
      throw new UsageError(`No key is set for ${llm.settings.baseUrl}. Set one: whowrote keys llm says how.`);
    const chats = (settings.models ?? [llm.settings.model]).map((model) => llm.chat("rewriting", model));
    for (const notice of llm.notices) await writeTo(stderr, `whowrote: ${notice}\n`);
    const samples: Sample[] = [];
    for await (const sample of countSamples(readSamples(resolve(cwd, data), toReadOptions(settings)), stderr))
      if (sample.label !== "hybrid") samples.push(sample);
    refuseTwins(samples, data);
    const chosen = chooseEvenly(samples, settings.samples, settings.seed);
    await writeTo(stderr, `whowrote: sends ${chosen.length} samples to ${llm.settings.baseUrl}\n`);
    const signal = environment.onInterrupt();
    const {
      written,
      before,
      failed,
      hasGivenUp,
      lastFailure = "",
    } = await recordRewrites(
      chosen,
      { chats, rewrites: settings.rewrites, atOnce: settings.atOnce, out: resolve(cwd, out) },
      { onProgress: (done, total) => onProgress("rewritten", done, total), signal },
    );
    const again =
      failed > 0 ? `, ${failed} without rewrites (the last: ${lastFailure.replace(/\.$/, "")}): call it again` : "";
    const told = `${out}: ${countOf(written, "sample")} recorded, ${before} were there${again}`;
    if (signal.aborted) throw new InterruptedError(`Stopped. ${told}. Called again with the same file it goes on.`);
    if (hasGivenUp) throw new Error(`Ended early, as call after call failed. ${told}`);
    if (failed > 0 && written + before === 0) throw new Error(told);
    await writeTo(stdout, `${printable(told)}\n`);
  } finally {
    close();
    await llm.close();
  }
}
