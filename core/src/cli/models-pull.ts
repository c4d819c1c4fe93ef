import { Command } from "commander";
import type { z } from "zod";
import { readHubSettings } from "../node/hub/hub-settings.ts";
import { pullModel, type PullProgress } from "../node/hub/pull-model.ts";
import { exitCodes, writeTo, type CliEnvironment, type ExitCode } from "./environment.ts";
import { modelsPullOptions } from "./models-pull-options.ts";
import { addOptions, parseOptions } from "./options.ts";
import { createProgressLine } from "./progress.ts";
import { printable } from "./terminal-text.ts";
import { countOf } from "../words.ts";

type PullSettings = z.infer<typeof modelsPullOptions>;

/** `whowrote models pull`: fetches an encoder from the hub. Its folder goes to standard output, all else to standard error. */
export function modelsPullCommand(environment: CliEnvironment, exit: (code: ExitCode) => void): Command {
  const command = new Command("pull")
    .description("fetch a model from the Hugging Face hub, or the rest of one, and print its folder")
    .argument("<repository>", "as in microsoft/codebert-base")
    .addHelpText("after", pullHelp)
    .action(async (repository: string, given: Record<string, unknown>) =>
      exit(await runPull(repository, parseOptions(modelsPullOptions, given), environment)),
    );
  return addOptions(command, modelsPullOptions);
}

const pullHelp = `
Of the weights only the best kind is fetched: safetensors, or else pytorch_model.bin. Every file is checked against the hub's
checksum. A pull that was stopped goes on when the same command runs again. A repository that is private, or whose licence
has to be accepted, needs a token in HF_TOKEN, which is sent to no other host.
Behind a proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.

Examples:
  whowrote models pull microsoft/codebert-base
  whowrote models pull sentence-transformers/all-MiniLM-L6-v2 --revision main --cache ./models
  whowrote models pull microsoft/unixcoder-base --mirror https://hub.example.org`;

async function runPull(repository: string, settings: PullSettings, environment: CliEnvironment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const signal = environment.onInterrupt();
  const progress = createProgressLine(stderr);
  const speed = createSpeedometer();
  const say = (text: string): void => {
    progress.clear();
    stderr.write(`${printable(text)}\n`);
  };
  try {
    const { folder } = await pullModel(repository, readHubSettings(settings, environment), {
      revision: settings.revision,
      ...(settings.files && { files: settings.files }),
      signal,
      onProgress: (state) => progress.show(() => speed(state), state.file),
      onFile: ({ name, bytes, fetched }) => say(`${name}  ${sizeInWords(bytes)}${fetched === 0 ? ", was there" : ""}`),
      onWait: () => say(`Another process pulls ${repository}; waiting for it.`),
    });
    progress.clear();
    await writeTo(stdout, `${folder}\n`);
    return exitCodes.clean;
  } catch (error) {
    progress.clear();
    if (!signal.aborted) throw error;
    say("Stopped. Run the same command again to go on.");
    return exitCodes.interrupted;
  }
}

/** Says how far a pull is: "123.4 of 498.6 MB, 12.3 MB/s, 0:31 left". */
function createSpeedometer(): (state: PullProgress) => string {
  const start = performance.now();
  return ({ done, total, fetched }) => {
    const bytesPerSecond = (fetched / (performance.now() - start)) * 1000;
    const state = `${(done / 1e6).toFixed(1)} of ${megabytes(total)}`;
    if (!(bytesPerSecond > 0)) return state;
    return `${state}, ${megabytes(bytesPerSecond)}/s, ${duration((total - done) / bytesPerSecond)} left`;
  };
}

const sizeInWords = (bytes: number): string => (bytes < 1e5 ? countOf(bytes, "byte") : megabytes(bytes));

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Minutes and seconds. */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
