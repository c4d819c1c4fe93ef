import { createRandom } from "whowrote/random";
import { seededHash } from "../dataset/seeded-hash.ts";

/**
 * Numbers in [0, 1) for one purpose at one place of a run (its step or epoch). They depend on nothing that happened
 * before, so that a run that goes on draws what one that never stopped would have drawn.
 */
export function randomAt(seed: number, purpose: string, place: number): () => number {
  return createRandom(seededHash(`${purpose} ${place}`, seed));
}

/** The items in an order that depends only on the seed and the place (Fisher & Yates). */
export function shuffledOrder(count: number, seed: number, place: number): Uint32Array {
  const random = randomAt(seed, "order", place);
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
