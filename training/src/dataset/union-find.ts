/** Disjoint sets over the numbers 0 to n - 1 (Tarjan 1975, path halving; the smaller number names the set). */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, at) => at);
  }

  find(item: number): number {
    const parent = this.#parent;
    let at = item;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  }

  unite(one: number, other: number): void {
    const [a, b] = [this.find(one), this.find(other)];
    if (a < b) this.#parent[b] = a;
    else this.#parent[a] = b;
  }

  /** For each item the smallest number of its set. */
  names(): Int32Array {
    return this.#parent.map((_, at) => this.find(at));
  }
}
