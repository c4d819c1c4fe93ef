import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { EditId } from "whowrote/edit";
import { edits } from "whowrote/edit/index";
import { hashFile } from "whowrote/node/hash-file";
import { findDatasetFiles, readSamples } from "../dataset/read-samples.ts";
import type { Sample } from "../dataset/sample.ts";
import type { ChunkItem } from "../measure/measure-chunk.ts";
import { createChooser } from "./choose-samples.ts";
import { foldsByKey, holdOutKey } from "./folds.ts";
import type { QuickOptions } from "./options.ts";
import type { TrainingRows } from "./training-rows.ts";
import { balanceWeights } from "./weights.ts";

export interface DataFile {
  readonly file: string;
  readonly sha256: string;
  /** Rows chosen from it, edited copies not counted. */
  readonly rows: number;
}

export interface TrainingData {
  readonly rows: TrainingRows;
  readonly items: readonly ChunkItem[];
  readonly files: readonly DataFile[];
}

/** Reads a folder of datasets, chooses rows, and adds edited copies. Depends on the data and the options only. */
export async function readTrainingData(
  folder: string,
  options: QuickOptions,
  onFile: (done: number, total: number) => void,
): Promise<TrainingData> {
  const choose = createChooser(options.choose);
  const samples: Omit<Sample, "code">[] = [];
  const items: ChunkItem[] = [];
  const edited: number[] = [];
  const files: DataFile[] = [];
  const paths = await findDatasetFiles(folder);
  for (const path of paths) {
    let rows = 0;
    for await (const sample of readSamples(path)) {
      if (!choose(sample)) continue;
      rows++;
      const { code, ...facts } = sample;
      for (const edit of [undefined, ...editsFor(sample.id, options)]) {
        samples.push(facts);
        items.push({ text: code, language: sample.language, path: sample.path, edit });
        edited.push(edit ? 1 : 0);
      }
    }
    files.push({ file: basename(path), sha256: await hashFile(path), rows });
    onFile(files.length, paths.length);
  }
  const groupIds = new Map<string, number>();
  const groups = Uint32Array.from(samples, ({ group }) => {
    if (!groupIds.has(group)) groupIds.set(group, groupIds.size);
    return groupIds.get(group)!;
  });
  return {
    rows: {
      samples,
      labels: Uint8Array.from(samples, (sample) => (sample.label === "ai" ? 1 : 0)),
      weights: balanceWeights(samples, Uint8Array.from(edited), options.weights),
      groups,
      folds: foldsByKey(samples.map(holdOutKey), options.foldCount),
      foldCount: options.foldCount,
      edited: Uint8Array.from(edited),
    },
    items,
    files,
  };
}

/** Which edits a row gets a copy of: decided by its id, so that another row's absence changes nothing. */
function editsFor(id: string, options: QuickOptions): EditId[] {
  return (Object.keys(options.edits) as EditId[]).filter((edit) => {
    if (!Object.hasOwn(edits, edit))
      throw new Error(`There is no edit "${edit}"; there are ${Object.keys(edits).join(", ")}.`);
    const draw = createHash("sha256").update(`${options.seed} ${edit} ${id}`).digest().readUInt32LE() / 2 ** 32;
    return draw < options.edits[edit]!;
  });
}
