import { resolve } from "node:path";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { nameList } from "whowrote/cli/name-list";
import { InterruptedError } from "whowrote/cli/interrupted-error";
import { printable } from "whowrote/cli/terminal-text";
import { UsageError } from "whowrote/cli/usage-error";
import { llmFlags } from "whowrote/llm/flags";
import { openSyntaxParser } from "whowrote/node/grammars";
import { openLlm } from "whowrote/node/llm/open-llm";
import { countOf } from "whowrote/words";
import { readSamples } from "../../dataset/read-samples.ts";
import { refuseTwins } from "../../dataset/refuse-twins.ts";
import type { Sample } from "../../dataset/sample.ts";
import { generateSamples } from "../../generate/generate-samples.ts";
import { openRowJournal } from "../../generate/row-journal.ts";
import { styleIds, type StyleId } from "../../generate/style.ts";
import { chooseEvenly } from "../../rewriting/choose-evenly.ts";
import { readOptions, toReadOptions } from "../read-options.ts";
import { countSamples } from "./count-samples.ts";
import type { DatasetEnvironment } from "./environment.ts";
import { openSpendingLine } from "./spending-line.ts";
import { wholeNumber } from "./whole-number.ts";

const price = z.coerce.number("must be a number").min(0, "must be at least 0");

export const generateOptions = z.object({
  from: z
    .string()
    .meta({ value: "<data>", description: "people's samples: file or folder (JSONL, CSV, TSV, Parquet)" }),
  out: z
    .string()
    .meta({ value: "<file>", description: "JSONL to append to; called again with the same one, it goes on" }),
  samples: wholeNumber(1, 10_000_000)
    .default(100)
    .meta({ value: "<n>", description: "people's samples to start from; each gives one a style and model" }),
  model: z
    .string()
    .transform(nameList)
    .optional()
    .meta({ value: "<name,…>", description: "models that write", usually: "the one of --llm-model" }),
  styles: z
    .string()
    .default(styleIds.join(","))
    .transform((text, context): readonly StyleId[] => {
      const names = nameList(text);
      const unknown = names.find((name) => !styleIds.includes(name as StyleId));
      if (unknown !== undefined || names.length === 0)
        context.addIssue(`there is no style "${unknown ?? ""}"; the styles are ${styleIds.join(", ")}`);
      return names as StyleId[];
    })
    .meta({ value: "<name,…>", description: `ways of asking: ${styleIds.join(", ")}`, usually: "all" }),
  temperature: price
    .max(2, "must be at most 2")
    .default(0.8)
    .meta({ value: "<n>", description: "0 to 2; stands in each row" }),
  licence: z
    .string()
    .default("unknown")
    .meta({ value: "<text>", description: "licence of the people's samples; stands in each row" }),
  atOnce: wholeNumber(1, 1000)
    .default(16)
    .meta({ value: "<n>", description: "requests that wait for an answer at a time" }),
  priceIn: price.default(0).meta({ value: "<amount>", description: "price of a million tokens that are sent" }),
  priceOut: price.default(0).meta({ value: "<amount>", description: "price of a million tokens that are answered" }),
  seed: wholeNumber(0, 2 ** 31 - 1)
    .default(1)
    .meta({ value: "<n>", description: "the same seed chooses the same samples" }),
  ...readOptions,
  ...llmFlags.shape,
});

/** `whowrote dataset generate`: people's samples in, AI samples of the same tasks out. It sends code out, and says so. */
export async function runGenerate(
  settings: z.infer<typeof generateOptions>,
  environment: DatasetEnvironment,
): Promise<void> {
  const { stdout, stderr, cwd, variables } = environment;
  const llm = await openLlm({ variables, cwd, flags: settings });
  const line = openSpendingLine(stderr, settings);
  const parser = await openSyntaxParser();
  try {
    if (!llm.hasKey("generating"))
      throw new UsageError(`No key is set for ${llm.settings.baseUrl}. Set one: whowrote keys llm says how.`);
    const chats = (settings.model ?? [llm.settings.model]).map((model) => llm.chat("generating", model));
    for (const notice of llm.notices) await writeTo(stderr, `whowrote: ${notice}\n`);
    const people: Sample[] = [];
    const read = readSamples(resolve(cwd, settings.from), toReadOptions({ label: "human", ...settings }));
    for await (const sample of countSamples(read, stderr)) if (sample.label === "human") people.push(sample);
    refuseTwins(people, `--from ${settings.from}`);
    const chosen = chooseEvenly(people, settings.samples, settings.seed);
    if (chosen.length === 0) throw new UsageError(`--from ${settings.from} holds no sample of a person.`);
    await writeTo(stderr, `whowrote: sends code or tasks of ${chosen.length} samples to ${llm.settings.baseUrl}\n`);
    const journal = await openRowJournal(resolve(cwd, settings.out));
    try {
      const { styles, temperature, seed, licence, atOnce } = settings;
      const now = () => new Date().toISOString();
      const signal = environment.onInterrupt();
      const summary = await generateSamples(
        chosen,
        { chats, styles, temperature, seed, operator: llm.settings, licence, atOnce, parser, journal, now },
        { onProgress: line.show, signal },
      );
      const { written, dropped, failed, hasGivenUp, lastFailure = "" } = summary;
      const again =
        failed > 0 ? `, ${failed} without an answer (the last: ${lastFailure.replace(/\.$/, "")}): call it again` : "";
      const told = `${settings.out}: ${countOf(written, "sample")} written, ${countOf(dropped, "answer")} dropped (${settings.out}.dropped.jsonl says why)${again}. ${line.spent(summary)}`;
      if (signal.aborted) throw new InterruptedError(`Stopped. ${told}. Called again with the same --out it goes on.`);
      if (hasGivenUp) throw new Error(`Ended early, as call after call failed. ${told}`);
      if (failed > 0 && written + dropped === 0) throw new Error(told);
      await writeTo(stdout, `${printable(told)}\n`);
    } finally {
      await journal.close();
    }
  } finally {
    line.close();
    parser.close();
    await llm.close();
  }
}
