/** Lines that are served in turn, each in its order. */
export interface FairQueue<Item> {
  readonly size: () => number;
  readonly push: (line: string, item: Item) => void;
  /** Puts one back at the front of its line. */
  readonly putBack: (line: string, item: Item) => void;
  /** The first acceptable item of the next line that has one; that line then comes last. */
  readonly take: (isAcceptable: (item: Item) => boolean) => Item | undefined;
  /** Takes out those that fit, out of every line. */
  readonly remove: (isWanted: (item: Item) => boolean) => Item[];
}

export function createFairQueue<Item>(): FairQueue<Item> {
  // A map keeps the order in which lines were added. Lines that are empty are left out.
  const lines = new Map<string, Item[]>();
  let size = 0;

  function lineOf(name: string): Item[] {
    const line = lines.get(name) ?? [];
    lines.set(name, line);
    return line;
  }

  return {
    size: () => size,
    push: (name, item) => {
      lineOf(name).push(item);
      size++;
    },
    putBack: (name, item) => {
      lineOf(name).unshift(item);
      size++;
    },
    take: (isAcceptable) => {
      for (const [name, line] of lines) {
        const at = line.findIndex(isAcceptable);
        if (at < 0) continue;
        const [item] = line.splice(at, 1);
        lines.delete(name);
        if (line.length > 0) lines.set(name, line);
        size--;
        return item;
      }
      return undefined;
    },
    remove: (isWanted) => {
      const removed: Item[] = [];
      for (const [name, line] of lines) {
        const kept = line.filter((item) => !isWanted(item) || removed.push(item) === 0);
        if (kept.length > 0) lines.set(name, kept);
        else lines.delete(name);
      }
      size -= removed.length;
      return removed;
    },
  };
}
