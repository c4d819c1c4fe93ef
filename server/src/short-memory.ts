import { LRUCache } from "lru-cache";

/** Gives what was read under the same key a moment ago once more, and reads once what is asked for at the same time. */
type ShortMemory<Value> = (key: string, read: () => Promise<Value>) => Promise<Value>;

const mostKeys = 200;

/** @param seconds how old an answer may be; 0 reads anew each time */
export function createShortMemory<Value>(seconds: number): ShortMemory<Value> {
  const known = new LRUCache<string, { readonly value: Promise<Value>; readonly until: number }>({ max: mostKeys });
  return async (key, read) => {
    const now = performance.now();
    const remembered = known.get(key);
    if (remembered !== undefined && remembered.until > now) return remembered.value;
    const value = read();
    const entry = { value, until: now + seconds * 1000 };
    known.set(key, entry);
    // What failed is asked again.
    value.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    return value;
  };
}
