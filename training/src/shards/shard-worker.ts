import { parentPort, workerData } from "node:worker_threads";
import { createAnatomy, type Anatomy } from "whowrote/anatomy";
import { languages } from "whowrote/language/index";
import type { LanguageId } from "whowrote/language";
import { readablePart } from "whowrote/measurement";
import { openSyntaxParser } from "whowrote/node/grammars";
import { loadTokenizer } from "whowrote/node/load-tokenizer";
import type { ReadingId } from "whowrote/reading";
import { readings } from "whowrote/reading/index";
import { createReadingTokenizer } from "whowrote/reading-tokens";
import { makeWindow } from "./make-window.ts";
import type { WindowPlan } from "./plan-windows.ts";
import { createShard, encodeShard } from "./shard-file.ts";

export interface ShardShared {
  readonly tokenizerFolder: string;
  /** Tokens of a window without the special ones. */
  readonly most: number;
}

export interface ShardRow {
  readonly text: string;
  readonly language: LanguageId;
  readonly path?: string | undefined;
  readonly label: number;
}

export interface ShardTask {
  readonly plans: readonly WindowPlan[];
  readonly rows: ReadonlyMap<number, ShardRow>;
}

const { tokenizerFolder, most } = workerData as ShardShared;
const parser = await openSyntaxParser();
const tokenize = createReadingTokenizer(await loadTokenizer(tokenizerFolder));

/** The shard's bytes. */
async function makeShard({ plans, rows }: ShardTask): Promise<Uint8Array> {
  const anatomies = new Map<number, Anatomy>();
  for (const [row, { text, language, path }] of rows)
    anatomies.set(
      row,
      createAnatomy(await parser.parse(readablePart(text.replaceAll("\r\n", "\n")), languages[language], path)),
    );
  const read = (row: number, reading: ReadingId) => tokenize(readings[reading].read(anatomies.get(row)!));
  const windows = plans.flatMap((plan) => {
    const other = plan.mixWith && read(plan.mixWith.row, plan.reading);
    return makeWindow(plan, read(plan.row, plan.reading), rows.get(plan.row)!.label, other, most) ?? [];
  });
  return encodeShard(createShard(windows));
}

parentPort!.on("message", (task: ShardTask) => {
  void makeShard(task).then((bytes) => parentPort!.postMessage(bytes));
});
