import type { KeyPool, KeyRecord } from "../../llm/key-pool.ts";
import type { KeyCounts } from "../../llm/key-state.ts";
import type { NamedKey } from "../../llm/read-keys.ts";
import type { SecretKey } from "../../llm/secret-key.ts";
import type { KeyFile } from "./key-file.ts";

/** Carries what a pool learns to the key file, and back what other processes have found out. */
export interface RecordKeeper {
  /** Writes what is not written yet. A folder that cannot be written to is no error: then nothing outlives the process. */
  readonly flush: () => Promise<void>;
}

/** After something was learned; what comes until then is written with it. */
const delayMs = 1000;

/** Reads the file into the pool, and from then on writes to it. */
export async function keepRecords(
  keys: readonly NamedKey[],
  pool: Pick<KeyPool, "records" | "learn" | "watch">,
  file: KeyFile,
): Promise<RecordKeeper> {
  const kept = keys.flatMap(({ key }, place) => (key === undefined ? [] : [{ key, place }]));
  const secrets: readonly SecretKey[] = kept.map(({ key }) => key);
  let written = new Map<number, KeyRecord>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const takeOver = (records: readonly (KeyRecord | undefined)[]): void => {
    for (const [at, record] of records.entries()) if (record) pool.learn(kept[at]!.place, record);
  };
  takeOver(await file.read(secrets));

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const records = pool.records();
    const before = written;
    const found = kept.map(({ place }) => {
      const record = records[place]!;
      return { ...record, counts: subtract(record.counts, before.get(place)?.counts) };
    });
    if (found.every(({ counts }) => counts.requests === 0 && counts.answered + counts.refused + counts.failed === 0))
      return;
    try {
      const known = await file.merge(secrets, found);
      written = new Map(kept.map(({ place }) => [place, records[place]!]));
      takeOver(known);
    } catch {
      // Said in RecordKeeper.flush.
    }
  }

  const flush = async (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  pool.watch(() => {
    // It must not keep a process alive: closing writes the rest.
    timer ??= setTimeout(() => void flush(), delayMs).unref();
  });
  return { flush };
}

const subtract = (all: KeyCounts, before: KeyCounts | undefined): KeyCounts => ({
  requests: all.requests - (before?.requests ?? 0),
  answered: all.answered - (before?.answered ?? 0),
  refused: all.refused - (before?.refused ?? 0),
  failed: all.failed - (before?.failed ?? 0),
});
