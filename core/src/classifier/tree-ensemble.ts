/**
 * Binary trees, one after another, each in preorder: the left child of a split is the next node. At a split a row goes
 * right when its feature is greater than the threshold, else left; so NaN goes left at every split.
 */
export interface TreeNodes {
  readonly featureCount: number;
  /** Nodes in each tree. */
  readonly nodeCounts: Uint32Array;
  /** The feature that a node asks for; -1 at a leaf. */
  readonly feature: Int32Array;
  /** At splits. */
  readonly threshold: Float32Array;
  /** At leaves: what a row that ends there adds. */
  readonly value: Float32Array;
  /** At leaves: the weight of the rows that ended there in training, above 0. */
  readonly cover: Float32Array;
}

/** {@link TreeNodes} with what predicting needs. */
export interface TreeEnsemble extends TreeNodes {
  /** First node of each tree. */
  readonly roots: Uint32Array;
  /** The right child of a split. */
  readonly right: Int32Array;
  /** At leaves `value`; at splits the mean of the leaves below, weighted by their cover. */
  readonly mean: Float64Array;
}

/** @throws when the nodes are not whole trees over `featureCount` features */
export function createTreeEnsemble(nodes: TreeNodes): TreeEnsemble {
  const { nodeCounts, feature } = nodes;
  const roots = new Uint32Array(nodeCounts.length);
  for (let tree = 1; tree < roots.length; tree++) roots[tree] = roots[tree - 1]! + nodeCounts[tree - 1]!;
  const right = new Int32Array(feature.length);
  const mean = Float64Array.from(nodes.value);
  const cover = Float64Array.from(nodes.cover);
  for (const [tree, root] of roots.entries()) {
    // Backwards, both children of a split are complete when it comes: the left one on top.
    const complete: number[] = [];
    for (let node = root + nodeCounts[tree]! - 1; node >= root; node--) {
      if (feature[node]! >= nodes.featureCount)
        throw new Error(
          `Node ${node} asks for feature ${feature[node]} of ${nodes.featureCount}; the classifier is damaged, fetch or train it again.`,
        );
      if (feature[node]! >= 0) {
        const left = complete.pop();
        const other = complete.pop();
        if (left === undefined || other === undefined) throw notATree(tree);
        right[node] = other;
        cover[node] = cover[left]! + cover[other]!;
        mean[node] = (mean[left]! * cover[left]! + mean[other]! * cover[other]!) / cover[node]!;
      }
      complete.push(node);
    }
    if (complete.length !== 1) throw notATree(tree);
  }
  return { ...nodes, roots, right, mean };
}

/**
 * The sum of the leaf values that a row reaches, taken apart: on the way from a root to a leaf each step's change of the mean is credited to the
 * feature asked there (Saabas 2014, "Interpreting random forests"; the package treeinterpreter). `bias` is the sum of the
 * roots' means; with `values` it adds up to the sum of the leaves.
 */
export function sumPaths(ensemble: TreeEnsemble, row: Float32Array): { bias: number; values: Float64Array } {
  const { roots, feature, threshold, right, mean } = ensemble;
  const values = new Float64Array(ensemble.featureCount);
  let bias = 0;
  for (const root of roots) {
    bias += mean[root]!;
    let node = root;
    let asked = feature[node]!;
    while (asked >= 0) {
      const child = row[asked]! > threshold[node]! ? right[node]! : node + 1;
      values[asked]! += mean[child]! - mean[node]!;
      node = child;
      asked = feature[node]!;
    }
  }
  return { bias, values };
}

/**
 * A row as the trees were trained on it: single precision.
 * @throws when it has another number of features than the classifier
 */
export function toRow(features: ArrayLike<number>, featureCount: number): Float32Array {
  if (features.length !== featureCount)
    throw new Error(
      `A classifier of ${featureCount} features got ${features.length}; measure with the signals that the checkpoint lists.`,
    );
  return features instanceof Float32Array ? features : Float32Array.from(features);
}

function notATree(tree: number): Error {
  return new Error(
    `Tree ${tree} of the classifier does not close; the classifier is damaged, fetch or train it again.`,
  );
}
