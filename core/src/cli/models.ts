import { Command } from "commander";
import { languages } from "../language/index.ts";
import { listInstalledModels, type InstalledModel } from "../node/installed-models.ts";
import { writeTo, type CliEnvironment } from "./environment.ts";
import { modelsOptions } from "./models-options.ts";
import { addOptions, parseOptions } from "./options.ts";

/** `whowrote models`: the checkpoints that are installed. */
export function modelsCommand(environment: CliEnvironment): Command {
  const command = new Command("models").action(async (given: Record<string, unknown>) => {
    const { format } = parseOptions(modelsOptions, given);
    const models = await listInstalledModels(environment.models);
    await writeTo(environment.stdout, format === "json" ? toJson(models) : toText(models, environment.models));
  });
  return addOptions(command, modelsOptions);
}

function toJson(models: readonly InstalledModel[]): string {
  const list = models.map(({ name, folder, bytes, checkpoint, problem }) => ({
    name,
    folder,
    bytes,
    version: checkpoint?.version ?? null,
    languages: checkpoint?.languages ?? [],
    training: checkpoint?.training ?? null,
    metrics: checkpoint?.metrics ?? {},
    ...(problem !== undefined && { problem }),
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

function toText(models: readonly InstalledModel[], folder: string): string {
  if (models.length === 0)
    return `No model is installed in ${folder}. Get one with the release, or make one with training/runs/release.sh.\n`;
  return models.map(describe).join("\n");
}

function describe({ name, folder, bytes, checkpoint, problem }: InstalledModel): string {
  const megabytes = `${(bytes / 1e6).toFixed(1)} MB`;
  if (checkpoint === undefined) return `${name}  ${megabytes}  unusable\n  ${problem}\n`;
  const { human, ai } = checkpoint.training.rows;
  const metrics = Object.entries(checkpoint.metrics).map(
    ([metric, { value, low, high, humans, ais }]) =>
      `  ${metric}: ${round(value)} (95 % interval ${round(low)} to ${round(high)}; ${humans} by people, ${ais} by AI)\n`,
  );
  return [
    `${name}  ${checkpoint.name} ${checkpoint.version}  ${megabytes}  ${folder}\n`,
    `  languages: ${checkpoint.languages.map((id) => languages[id].name).join(", ")}\n`,
    `  trained on ${human.toLocaleString("en")} samples by people and ${ai.toLocaleString("en")} by AI\n`,
    ...(metrics.length > 0 ? ["  measured on groups held out of training:\n"] : []),
    ...metrics,
  ].join("");
}

const round = (value: number): string => value.toFixed(3);
