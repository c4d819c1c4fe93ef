import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { kindOfCheckpoint, parseCheckpoint, parseCheckpointAs } from "../checkpoint.ts";
import { encoderCheckpointSchema } from "../encoder-checkpoint.ts";
import { joinedCheckpointSchema } from "../joined-checkpoint.ts";
import { languageIds, type LanguageId } from "../language.ts";
import { similarityCheckpointSchema } from "../similarity-checkpoint.ts";
import { parseIdentifier } from "./language-identifier.ts";

/** A checkpoint folder that is there, or why it cannot be used. */
export interface InstalledModel {
  /** Folder name, as `--model` takes it. */
  readonly name: string;
  readonly folder: string;
  /** Of all its files. */
  readonly bytes: number;
  readonly summary: ModelSummary | undefined;
  /** Why `summary` is undefined. */
  readonly problem?: string;
}

/** What a checkpoint says of itself. */
export interface ModelSummary {
  readonly title: string;
  readonly languages: readonly LanguageId[];
  /** Samples it was trained on; only detectors say. */
  readonly trainedOn?: { readonly human: number; readonly ai: number };
  /** Measured on groups held out of training. */
  readonly metrics: Readonly<
    Record<string, { readonly value: number; readonly low: number; readonly high: number; readonly samples: string }>
  >;
}

/** Lists the folders of `models` that hold a checkpoint.json, by name. Nothing is listed when `models` is not there. */
export async function listInstalledModels(models: string): Promise<readonly InstalledModel[]> {
  const children = await readdir(models, { withFileTypes: true }).catch(() => []);
  const folders = children.filter((child) => child.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(folders.toSorted().map((name) => readInstalledModel(models, name)));
  return found.filter((model) => model !== undefined);
}

/** One of them; undefined where the folder has no checkpoint.json. */
export async function readInstalledModel(models: string, name: string): Promise<InstalledModel | undefined> {
  const folder = join(models, name);
  const file = join(folder, "checkpoint.json");
  const files = await readdir(folder).catch((): string[] => []);
  if (!files.includes("checkpoint.json")) return undefined;
  // A link that leads nowhere has no size.
  const sizes = await Promise.all(
    files.map((one) =>
      stat(join(folder, one)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  try {
    return { name, folder, bytes, summary: summarize(await readFile(file, "utf8"), file) };
  } catch (error) {
    return { name, folder, bytes, summary: undefined, problem: (error as Error).message };
  }
}

function summarize(json: string, file: string): ModelSummary {
  if (/"name": ?"language-identifier"/.test(json)) {
    const { name, metrics } = parseIdentifier(json, file);
    return { title: name, languages: languageIds, metrics: withSamples(metrics, ({ n }) => `${n} texts`) };
  }
  const kind = kindOfCheckpoint(json, file);
  if (kind === "encoder" || kind === "similarity") {
    const { name, version, metrics } =
      kind === "encoder"
        ? parseCheckpointAs(encoderCheckpointSchema, json, file)
        : parseCheckpointAs(similarityCheckpointSchema, json, file);
    return { title: `${name} ${version}`, languages: languageIds, metrics: withSamples<SidedMetric>(metrics, bySides) };
  }
  const { name, version, languages, training, metrics } =
    kind === "joined" ? parseCheckpointAs(joinedCheckpointSchema, json, file) : parseCheckpoint(json, file);
  return {
    title: `${name} ${version}`,
    languages,
    trainedOn: training.rows,
    metrics: withSamples<SidedMetric>(metrics, bySides),
  };
}

interface SidedMetric {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly humans: number;
  readonly ais: number;
}

const bySides = ({ humans, ais }: SidedMetric): string => `${humans} by people, ${ais} by AI`;

function withSamples<Metric extends { value: number; low: number; high: number }>(
  metrics: Readonly<Record<string, Metric>>,
  describe: (metric: Metric) => string,
): ModelSummary["metrics"] {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => {
      const { value, low, high } = metric;
      return [name, { value, low, high, samples: describe(metric) }];
    }),
  );
}
