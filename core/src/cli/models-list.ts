import { Command } from "commander";
import { languages } from "../language/index.ts";
import { modelCache } from "../node/hub/hub-settings.ts";
import { listPulledRepos, type PulledRepo } from "../node/hub/list-pulled.ts";
import { listInstalledModels, type InstalledModel } from "../node/installed-models.ts";
import { writeTo, type CliEnvironment } from "./environment.ts";
import { modelsOptions } from "./models-options.ts";
import { addOptions, parseOptions } from "./options.ts";

/** `whowrote models list`: the checkpoints that are installed, and the encoders that were pulled from the hub. */
export function modelsListCommand(environment: CliEnvironment, name: string): Command {
  const command = new Command(name).action(async (given: Record<string, unknown>) => {
    const { format } = parseOptions(modelsOptions, given);
    const models = await listInstalledModels(environment.models);
    const pulled = await listPulledRepos(modelCache(environment.variables));
    const text =
      format === "json" ? toJson(models, pulled) : toText(models, environment.models) + describePulled(pulled);
    await writeTo(environment.stdout, text);
  });
  return addOptions(command, modelsOptions);
}

function toJson(models: readonly InstalledModel[], pulled: readonly PulledRepo[]): string {
  const list = models.map(({ name, folder, bytes, summary, problem }) => ({
    name,
    folder,
    bytes,
    title: summary?.title ?? null,
    languages: summary?.languages ?? [],
    trainedOn: summary?.trainedOn ?? null,
    metrics: summary?.metrics ?? {},
    ...(problem !== undefined && { problem }),
  }));
  return `${JSON.stringify([...list, ...pulled.map((repo) => ({ ...repo, pulled: true }))], null, 2)}\n`;
}

function toText(models: readonly InstalledModel[], folder: string): string {
  if (models.length === 0)
    return `No model is installed in ${folder}. Get one with the release, or make one with training/runs/release.sh.\n`;
  return models.map(describe).join("\n");
}

function describe({ name, folder, bytes, summary, problem }: InstalledModel): string {
  const size = megabytes(bytes);
  if (summary === undefined) return `${name}  ${size}  unusable\n  ${problem}\n`;
  const { title, languages: known, trainedOn, metrics } = summary;
  const lines = Object.entries(metrics).map(
    ([metric, { value, low, high, samples }]) =>
      `  ${metric}: ${round(value)} (95 % interval ${round(low)} to ${round(high)}; ${samples})\n`,
  );
  return [
    `${name}  ${title}  ${size}  ${folder}\n`,
    `  languages: ${known.map((id) => languages[id].name).join(", ")}\n`,
    ...(trainedOn
      ? [
          `  trained on ${trainedOn.human.toLocaleString("en")} samples by people and ${trainedOn.ai.toLocaleString("en")} by AI\n`,
        ]
      : []),
    ...(lines.length > 0 ? ["  measured on groups held out of training:\n"] : []),
    ...lines,
  ].join("");
}

function describePulled(pulled: readonly PulledRepo[]): string {
  if (pulled.length === 0) return "";
  const lines = pulled.map(({ name, folder, bytes }) => `${name}  ${megabytes(bytes)}  ${folder}\n`);
  return `\nPulled from the hub, for embed, compare and export:\n${lines.join("")}`;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const round = (value: number): string => value.toFixed(3);
