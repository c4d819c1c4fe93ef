/** Pairs by how often they are seen: the most frequent first, of equals the one with the smaller key. Grows in place. */
export class PairHeap {
  readonly #counts: number[] = [];
  readonly #keys: number[] = [];

  push(count: number, key: number): void {
    let at = this.#counts.length;
    this.#counts.push(count);
    this.#keys.push(key);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(count, key, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#set(at, count, key);
  }

  pop(): { readonly count: number; readonly key: number } | undefined {
    const first = { count: this.#counts[0]!, key: this.#keys[0]! };
    const count = this.#counts.pop();
    const key = this.#keys.pop();
    if (count === undefined || key === undefined) return undefined;
    const { length } = this.#counts;
    if (length === 0) return first;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length && this.#isBefore(this.#counts[child + 1]!, this.#keys[child + 1]!, child)) child++;
      if (this.#isBefore(count, key, child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#set(at, count, key);
    return first;
  }

  #isBefore(count: number, key: number, other: number): boolean {
    const otherCount = this.#counts[other]!;
    return count > otherCount || (count === otherCount && key < this.#keys[other]!);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#counts[from]!, this.#keys[from]!);
  }

  #set(at: number, count: number, key: number): void {
    this.#counts[at] = count;
    this.#keys[at] = key;
  }
}
