import { join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { writeTo } from "whowrote/cli/environment";
import { encoderOptions } from "whowrote/cli/encoder-options";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { resolveModelFolder, type ModelPlaces } from "whowrote/node/hub/resolve-model-folder";
import { loadEncoder } from "whowrote/node/load-encoder";
import { hashWeights } from "whowrote/node/weights/hash-weights";
import { openAtomicFile } from "whowrote/node/write-atomically";
import { rewritingFalseAlarmRate, whyUseless, type RewritingCalibration } from "whowrote/rewriting/calibration";
import { percent } from "whowrote/words";
import { readGrownFile } from "../../dataset/grown-file.ts";
import { fitRewriting } from "../../rewriting/fit-rewriting.ts";
import { measureRecord } from "../../rewriting/measure-record.ts";
import { recordFormat, type RecordedRewrites } from "../../rewriting/recorded-rewrites.ts";
import { openStageBar } from "../stage-bar.ts";
import type { TrainEnvironment } from "./quick.ts";

const rewritingOptions = z.object({
  record: z.string().meta({ value: "<file>", description: "recorded rewrites, made by whowrote dataset rewrite" }),
  encoder: z
    .string()
    .default("similarity")
    .meta({ value: "<name>", description: "encoder that compares: an installed or pulled one, or a folder" }),
  pooling: encoderOptions.pooling,
  out: z
    .string()
    .default(join("models", "rewriting.json"))
    .meta({ value: "<file>", description: "calibration to write" }),
  seed: z.coerce
    .number("must be a whole number")
    .int("must be a whole number")
    .default(1)
    .meta({ value: "<n>", description: "of the folds and intervals" }),
});

type RewritingEnvironment = TrainEnvironment & ModelPlaces;

/** `whowrote train rewriting`: recorded rewrites in, a calibration out. */
export function rewritingCommand(environment: RewritingEnvironment): Command {
  const command = new Command("rewriting")
    .description("learn what it means when a language model rewrites code nearly as it is")
    .action(async (given: Record<string, unknown>) => run(parseOptions(rewritingOptions, given), environment));
  return addOptions(command, rewritingOptions);
}

async function run(settings: z.infer<typeof rewritingOptions>, environment: RewritingEnvironment): Promise<void> {
  const { stdout, stderr, cwd } = environment;
  const folder = await resolveModelFolder(settings.encoder, environment);
  const rows: RecordedRewrites[] = [];
  await readGrownFile(resolve(cwd, settings.record), recordFormat, (row) => void rows.push(row));
  const signal = environment.onInterrupt();
  const { onProgress, close } = openStageBar(stderr);
  const encoder = await loadEncoder(folder, { pooling: settings.pooling });
  try {
    const measured = await measureRecord(rows, encoder, { onProgress, signal });
    const calibration: RewritingCalibration = {
      format: 1,
      kind: "rewriting",
      promptVersion: measured.promptVersion,
      encoder: await hashWeights(folder),
      pooling: encoder.pooling,
      rewriters: [...measured.rewriters],
      rewrites: measured.rewrites,
      ...fitRewriting(measured.rows, settings.seed),
    };
    const file = await openAtomicFile(resolve(cwd, settings.out));
    await file.write(`${JSON.stringify(calibration, null, 1)}\n`);
    await file.commit();
    const { humans, ais, groups, metrics } = calibration;
    await writeTo(
      stdout,
      `${settings.out}\n${JSON.stringify({ humans, ais, groups, ...metrics }, null, 1)}\n${worth(calibration)}\n`,
    );
  } finally {
    close();
    await encoder.close();
  }
}

/** What the calibration will do where it is used. A vote takes half of the accepted rate, and no rate is below one text. */
function worth(calibration: RewritingCalibration): string {
  const useless = whyUseless(calibration);
  if (useless !== undefined) return `It will have no vote: ${useless}.`;
  return `It will have a vote where at least ${percent(2 * rewritingFalseAlarmRate(calibration, Infinity))} false alarms are accepted; more recorded texts by people lower that.`;
}
