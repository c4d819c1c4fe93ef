import type { Classifier } from "../classifier.ts";
import type { Tensors } from "../tensor.ts";
import { readBoostedTrees } from "./boosted-trees.ts";
import { readForest } from "./forest.ts";
import { readLogistic } from "./logistic.ts";

/** How each kind of classifier comes back from {@link Classifier.toTensors}. */
const readers = {
  forest: readForest,
  "boosted-trees": readBoostedTrees,
  logistic: readLogistic,
} satisfies Record<Classifier["kind"], (tensors: Tensors) => Classifier>;

/** @throws when the tensors are not those of a classifier of this kind */
export function readClassifier(kind: Classifier["kind"], tensors: Tensors): Classifier {
  return readers[kind](tensors);
}
