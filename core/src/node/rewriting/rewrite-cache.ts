import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openAtomicFile } from "../write-atomically.ts";

/** What makes two questions the same one. */
export interface RewriteKey {
  readonly promptVersion: number;
  readonly host: string;
  readonly model: string;
  readonly language: string;
  /** What was sent. */
  readonly code: string;
  /** Number of the rewrite: the same code is rewritten several times. */
  readonly index: number;
}

/** Rewrites that were paid for once. */
export interface RewriteCache {
  readonly read: (key: RewriteKey) => Promise<string | undefined>;
  readonly write: (key: RewriteKey, code: string) => Promise<void>;
}

/** Keeps each rewrite in a file named by the hash of its question, in folders that only their owner can enter. */
export function createRewriteCache(folder: string): RewriteCache {
  const pathOf = (key: RewriteKey): string => {
    const { promptVersion, host, model, language, code, index } = key;
    const text = JSON.stringify([promptVersion, host, model, language, code, index]);
    const name = createHash("sha256").update(text).digest("hex");
    return join(folder, name.slice(0, 2), `${name}.txt`);
  };
  return {
    read: async (key) => readFile(pathOf(key), "utf8").catch(() => undefined),
    write: async (key, code) => {
      const path = pathOf(key);
      await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
      const file = await openAtomicFile(path);
      try {
        await file.write(code);
        await file.commit();
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
  };
}
