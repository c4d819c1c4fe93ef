import type { Sample } from "./sample.ts";

/** @throws {Error} when two samples have one id: what is made of them could not be told apart */
export function refuseTwins(samples: readonly Pick<Sample, "id">[], where: string): void {
  const seen = new Set<string>();
  for (const { id } of samples) {
    if (seen.has(id)) throw new Error(`${where} has two samples with the id "${id}". Give each an id of its own.`);
    seen.add(id);
  }
}
