import { createAnatomy } from "whowrote/anatomy";
import { languages } from "whowrote/language/index";
import type { Chat } from "whowrote/llm/chat";
import { openSyntaxParser } from "whowrote/node/grammars";
import { collectRewrites, type CollectedRewrites } from "whowrote/node/rewriting/collect-rewrites";
import { promptVersion } from "whowrote/rewriting/prompt";
import { fewestRewrites } from "whowrote/rewriting/answer";
import { openGrownFile } from "../dataset/grown-file.ts";
import type { Sample } from "../dataset/sample.ts";
import { watchFailures } from "../llm-failures.ts";
import { workThrough } from "../work-through.ts";
import { recordFormat, type RecordedRewrites } from "./recorded-rewrites.ts";

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
  /** Too few calls were answered: not written, asked for again by the next run. */
  readonly failed: number;
  /** Why the last of these were not. */
  readonly lastFailure?: string;
  /** Ended early: sample after sample failed. */
  readonly hasGivenUp: boolean;
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
  const known = new Set<string>();
  const file = await openGrownFile(out, recordFormat, ({ id }) => void known.add(id));
  const items = samples.filter(({ id }) => !known.has(id));
  const before = known.size;
  let written = 0;
  let failed = 0;
  let lastFailure: string | undefined;
  const failures = watchFailures(signal);
  try {
    const parser = await openSyntaxParser();
    try {
      await workThrough({ items, atOnce, signal: failures.signal }, async (sample, ending) => {
        const tree = await parser.parse(sample.code, languages[sample.language]);
        const collected = await collectRewrites(createAnatomy(tree), { chats, rewrites, parser }, ending);
        const { asked, rewrites: usable, dropped, unanswered } = collected;
        // What no later run would make better is written all the same.
        if (usable.length < Math.min(fewestRewrites, asked) && (unanswered > 0 || usable.length === 0)) {
          failed++;
          if (unanswered === asked) failures.failed();
          lastFailure = dropped.at(-1);
        } else {
          failures.answered();
          await file.append(toRow(sample, collected));
          written++;
        }
        onProgress?.(written + failed, items.length);
      });
    } finally {
      parser.close();
    }
  } finally {
    await file.close();
  }
  const hasGivenUp = failures.hasGivenUp();
  return { written, before, failed, hasGivenUp, ...(lastFailure !== undefined && { lastFailure }) };
}

function toRow({ id, language, label, group }: Sample, collected: CollectedRewrites): RecordedRewrites {
  const { original, asked, rewrites, dropped } = collected;
  return {
    ...{ id, language, label: label === "ai" ? "ai" : "human", group, promptVersion, original, asked },
    rewrites: rewrites.map(({ model, text }) => ({ model, text })),
    dropped: [...dropped],
  };
}
