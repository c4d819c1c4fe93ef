import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { appendFile, mkdir } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { createInterface } from "node:readline";
import type { Score, ScoredText } from "@whowrote/training/evaluate/score";

/** Scores that were measured before, by text. Several runs may append to the same file. */
export interface ScoreCache {
  readonly find: (text: ScoredText) => Score | undefined;
  readonly add: (texts: readonly ScoredText[], scores: readonly Score[]) => Promise<void>;
}

/** Opens a cache file of lines `[key, score]`. What a line that was cut off held is measured again. */
export async function openScoreCache(file: string): Promise<ScoreCache> {
  const known = new Map<string, Score>();
  if (existsSync(file))
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const entry = readLine(line);
      if (entry) known.set(...entry);
    }
  await mkdir(dirname(file), { recursive: true });
  // After a line that was cut off, the next one starts anew.
  await appendFile(file, "\n");
  return {
    find: (text) => known.get(keyOf(text)),
    add: async (texts, scores) => {
      const lines = texts.map((text, at) => {
        const score = scores[at]!;
        known.set(keyOf(text), score);
        // What broke may have lacked memory: the next run tries again.
        return score.error === undefined ? `${JSON.stringify([keyOf(text), score])}\n` : "";
      });
      await appendFile(file, lines.join(""));
    },
  };
}

/** Undefined for what a killed run left, alone or in front of another run's line. */
function readLine(line: string): [string, Score] | undefined {
  try {
    return JSON.parse(line) as [string, Score];
  } catch {
    return undefined;
  }
}

/** Of a path, only the extension reaches a detector: it chooses the grammar's dialect. */
function keyOf({ code, language, path = "" }: ScoredText): string {
  return createHash("sha256")
    .update(`${language}\n${extname(path)}\n${code}`)
    .digest("base64url")
    .slice(0, 22);
}
