import { open } from "node:fs/promises";
import { createAnatomy } from "whowrote/anatomy";
import { languages } from "whowrote/language/index";
import type { Chat } from "whowrote/llm/chat";
import { openSyntaxParser } from "whowrote/node/grammars";
import { collectRewrites, type CollectedRewrites } from "whowrote/node/rewriting/collect-rewrites";
import { promptVersion } from "whowrote/rewriting/prompt";
import { readGrownFile } from "../dataset/grown-file.ts";
import type { Sample } from "../dataset/sample.ts";
import { recordedRewritesSchema, recordMaker, type RecordedRewrites } from "./recorded-rewrites.ts";

export interface RecordSettings {
  readonly chats: readonly Chat[];
  /** Of each sample, by each model. */
  readonly rewrites: number;
  /** Samples that are asked about at a time. */
  readonly atOnce: number;
  readonly out: string;
}

export interface RecordHooks {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface RecordSummary {
  readonly written: number;
  /** Stood in the file already. */
  readonly before: number;
  /** No model gave a rewrite: not written, asked for again by the next run. */
  readonly failed: number;
}

/**
 * Asks for rewrites of samples and appends a line for each when its last rewrite is there. Called again with the same file, it
 * goes on: what stands in it is not asked for again. A torn last line is taken out first.
 * @param samples labelled `human` or `ai`
 */
export async function recordRewrites(
  samples: readonly Sample[],
  { chats, rewrites, atOnce, out }: RecordSettings,
  { onProgress, signal }: RecordHooks = {},
): Promise<RecordSummary> {
  const { rows, bytes } = await readGrownFile(out, recordedRewritesSchema, recordMaker);
  const known = new Set(rows.map(({ id }) => id));
  const waiting = samples.filter(({ id }) => !known.has(id));
  const parser = await openSyntaxParser();
  const file = await open(out, "a");
  await file.truncate(bytes);
  let written = 0;
  let failed = 0;
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < waiting.length && !signal?.aborted) {
      const sample = waiting[next++]!;
      const tree = await parser.parse(sample.code, languages[sample.language]);
      const collected = await collectRewrites(createAnatomy(tree), { chats, rewrites, parser }, signal);
      if (collected.rewrites.length > 0) {
        await file.appendFile(`${JSON.stringify(toRow(sample, collected))}\n`);
        written++;
      } else failed++;
      onProgress?.(written + failed, waiting.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    await file.sync();
    await file.close();
    parser.close();
  }
  return { written, before: known.size, failed };
}

function toRow({ id, language, label, group }: Sample, collected: CollectedRewrites): RecordedRewrites {
  const { original, asked, rewrites, dropped } = collected;
  return {
    ...{ id, language, label: label === "ai" ? "ai" : "human", group, promptVersion, original, asked },
    rewrites: rewrites.map(({ model, text }) => ({ model, text })),
    dropped: [...dropped],
  };
}
