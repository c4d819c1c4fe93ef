import { assignGroups } from "../../dataset/assign-groups.ts";
import type { Sample } from "../../dataset/sample.ts";
import { holdOutKey } from "../../train/folds.ts";

/**
 * Which samples are validated on: about this share of every language x label. What {@link holdOutKey} holds together, a
 * project's files or a whole collection of exercises, is learned from or validated on, never both.
 * @returns 1 for a sample to validate on
 */
export function splitValidation(samples: readonly Sample[], share: number, seed: number): Uint8Array {
  return assignGroups(samples, [1 - share, share], seed, holdOutKey);
}
