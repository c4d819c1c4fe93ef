import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { KeyRecord } from "../../llm/key-pool.ts";
import type { KeyCounts } from "../../llm/key-state.ts";
import type { Variables } from "../../llm/read-settings.ts";
import type { SecretKey } from "../../llm/secret-key.ts";
import { lockFolder } from "../folder-lock.ts";
import { openAtomicFile } from "../write-atomically.ts";

const time = z.union([z.number().min(0), z.literal("ever").transform(() => Infinity)]);
const count = z.int().min(0);

const record = z.object({
  burnedUntil: time,
  coolUntil: time,
  reason: z.string(),
  counts: z.object({ requests: count, answered: count, refused: count, failed: count }),
});

const content = z.object({
  version: z.literal(1),
  /** Of the hashes: without it nobody can tell whether a key they know is among them. */
  salt: z.string().min(32),
  keys: z.record(z.string(), record),
});

type Content = z.output<typeof content>;

/** What is known about keys across processes. A key stands in it as a salted hash. */
export interface KeyFile {
  /** What is known of each key; undefined of one that was never used. */
  readonly read: (keys: readonly SecretKey[]) => Promise<readonly (KeyRecord | undefined)[]>;
  /**
   * Joins what this process has found out with what is there: the later end of a rest holds, counts add up. Two processes
   * take turns.
   * @param found counts since the last time
   * @returns what is known then
   */
  readonly merge: (keys: readonly SecretKey[], found: readonly KeyRecord[]) => Promise<readonly KeyRecord[]>;
  /** Keys that rest or are burned may be tried anew. Counts stay. */
  readonly forget: (keys: readonly SecretKey[]) => Promise<void>;
}

const patience = { lockPollMs: 20, lockStaleMs: 10_000 };
const lockTimeoutMs = 20_000;
const noCounts: KeyCounts = { requests: 0, answered: 0, refused: 0, failed: 0 };

/** whowrote/llm-keys.json in the user's state folder (XDG Base Directory specification). */
export function keyFilePath(variables: Variables): string {
  const { XDG_STATE_HOME: state, HOME: home } = variables;
  const isSet = (folder: string | undefined): folder is string => folder !== undefined && folder !== "";
  const folder = isSet(state) ? state : join(isSet(home) ? home : homedir(), ".local", "state");
  return join(folder, "whowrote", "llm-keys.json");
}

/** @param host what a key is known at: another address knows nothing of what it did there */
export function openKeyFile(path: string, host: string): KeyFile {
  const nameOf = (key: SecretKey, salt: string): string => hash(`${salt} ${host} ${key.reveal()}`);

  async function update(
    keys: readonly SecretKey[],
    change: (known: KeyRecord | undefined, at: number) => KeyRecord,
  ): Promise<readonly KeyRecord[]> {
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(folder, patience, AbortSignal.timeout(lockTimeoutMs), () => {});
    try {
      const { salt, keys: known } = await readContent(path);
      const changed = keys.map((key, at) => [nameOf(key, salt), change(known[nameOf(key, salt)], at)] as const);
      const all = Object.entries({ ...known, ...Object.fromEntries(changed) });
      const written = { version: 1, salt, keys: Object.fromEntries(all.map(([name, one]) => [name, toJson(one)])) };
      const file = await openAtomicFile(path, 0o600);
      await file.write(`${JSON.stringify(written)}\n`);
      await file.commit();
      return changed.map(([, one]) => one);
    } finally {
      await lock.release();
    }
  }

  return {
    read: async (keys) => {
      const { salt, keys: known } = await readContent(path);
      return keys.map((key) => known[nameOf(key, salt)]);
    },
    merge: async (keys, found) => update(keys, (known, at) => joinRecords(known, found[at]!)),
    forget: async (keys) => {
      await update(keys, (known) => ({ burnedUntil: 0, coolUntil: 0, reason: "", counts: known?.counts ?? noCounts }));
    },
  };
}

function joinRecords(known: KeyRecord | undefined, found: KeyRecord): KeyRecord {
  if (known === undefined) return found;
  const end = ({ burnedUntil, coolUntil }: KeyRecord): number => Math.max(burnedUntil, coolUntil);
  return {
    burnedUntil: Math.max(known.burnedUntil, found.burnedUntil),
    coolUntil: Math.max(known.coolUntil, found.coolUntil),
    reason: end(found) >= end(known) ? found.reason : known.reason,
    counts: {
      requests: known.counts.requests + found.counts.requests,
      answered: known.counts.answered + found.counts.answered,
      refused: known.counts.refused + found.counts.refused,
      failed: known.counts.failed + found.counts.failed,
    },
  };
}

/** JSON has no Infinity. */
const toJson = ({ burnedUntil, ...rest }: KeyRecord): object => ({
  ...rest,
  burnedUntil: burnedUntil === Infinity ? "ever" : burnedUntil,
});

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** A file that is missing, or that another version wrote, is none: at worst a burned key is tried once more. */
async function readContent(path: string): Promise<Content> {
  const text = await readFile(path, "utf8").catch(() => "");
  return parse(text) ?? { version: 1, salt: randomBytes(16).toString("hex"), keys: {} };
}

function parse(text: string): Content | undefined {
  try {
    return content.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
