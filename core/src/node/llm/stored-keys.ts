import { toSnapshot, type KeySnapshot } from "../../llm/key-snapshot.ts";
import { freshKey, learn, limitsOf } from "../../llm/key-state.ts";
import { providers } from "../../llm/provider.ts";
import { systemClock } from "./clock.ts";
import { keyFilePath, openKeyFile } from "./key-file.ts";
import { findKeys, type LlmSurroundings } from "./open-llm.ts";

/** The keys that are set, with what all processes together know about them. */
export interface StoredKeys {
  /** "Groq at api.groq.com". */
  readonly where: string;
  readonly keys: readonly KeySnapshot[];
  readonly notices: readonly string[];
}

/**
 * @param forgets takes back that keys rest or are burned, so that they are tried anew
 * @throws {Error} when a setting or a key is not one, or the file cannot be written
 */
export async function readStoredKeys(surroundings: LlmSurroundings, forgets: boolean): Promise<StoredKeys> {
  const { settings, keys, notices } = await findKeys(surroundings);
  const { host } = new URL(settings.baseUrl);
  const file = openKeyFile(keyFilePath(surroundings.variables), host);
  const secrets = keys.flatMap(({ key }) => key ?? []);
  if (forgets) await file.forget(secrets);
  const records = await file.read(secrets);
  const limits = limitsOf(settings);
  const snapshots = keys.map((named) => {
    const record = named.key && records[secrets.indexOf(named.key)];
    const state = record ? { ...learn(freshKey(limits), record), counts: record.counts } : freshKey(limits);
    return toSnapshot(named, state, limits, systemClock.now());
  });
  return {
    where: `${providers[settings.provider].title} at ${host}`,
    keys: snapshots,
    notices,
  };
}
