import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { LanguageId } from "whowrote/language";
import { standardColumns, type ColumnMap, type LabelMap } from "./column-map.ts";
import { createSample } from "./create-sample.ts";
import { RowError, type RowProblem } from "./row-problem.ts";
import { findRowReader, readableExtensions } from "./row-reader/index.ts";
import type { Label, Sample } from "./sample.ts";

export interface ReadOptions {
  /** Columns with other names than {@link standardColumns}. */
  readonly columns?: Partial<ColumnMap>;
  readonly labels?: LabelMap;
  /** Language of rows that have no language column. */
  readonly language?: LanguageId;
  /** Label of rows that have no label column. */
  readonly label?: Label;
  /** Hears of every row that is not a sample. Without it such a row ends the reading. */
  readonly onProblem?: (problem: RowProblem) => void;
}

/**
 * Reads the samples of a file, or of all dataset files of a folder and its folders in the order of their names.
 * JSONL, CSV, TSV (each also .gz) and Parquet. Only a piece of a file is in memory at any time.
 * @throws {RowError} at a row that is not a sample, when there is no `onProblem`
 * @throws when a file cannot be read as a whole, or none is found
 */
export async function* readSamples(path: string, options: ReadOptions = {}): AsyncGenerator<Sample> {
  const report =
    options.onProblem ??
    ((problem: RowProblem): never => {
      throw new RowError(problem);
    });
  const columns = { ...standardColumns, ...options.columns };
  const wanted = new Set(Object.values(columns));
  for (const file of await findDatasetFiles(path)) {
    const rules = {
      file,
      fileStem: basename(file).replace(/(\.[a-z]+)(\.gz)?$/i, ""),
      columns,
      labelMap: options.labels ?? {},
      language: options.language,
      label: options.label,
    };
    for await (const raw of findRowReader(file)!.read(file, wanted)) {
      if ("unreadable" in raw) {
        const { row, unreadable: message, value, remedy } = raw;
        report({ kind: "unreadable", file, row, value, message, remedy });
        continue;
      }
      const made = createSample(raw.values, raw.row, rules);
      if ("sample" in made) yield made.sample;
      else report(made.problem);
    }
  }
}

/**
 * The dataset files under a path, sorted by name.
 * @throws when there is no such path, or nothing there has an extension that can be read
 */
export async function findDatasetFiles(path: string): Promise<readonly string[]> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (cause) {
    throw new Error(`There is no dataset at ${path}. Give the path of a file or of a folder of files.`, { cause });
  }
  const readable = readableExtensions.join(", ");
  if (!isFolder) {
    if (findRowReader(path)) return [path];
    throw new Error(`${path} cannot be read as a dataset: the name must end in one of ${readable}.`);
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && findRowReader(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0)
    throw new Error(`There is no dataset file in ${path}: the names must end in one of ${readable}.`);
  return files;
}
