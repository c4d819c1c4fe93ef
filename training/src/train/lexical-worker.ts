import { parentPort, workerData } from "node:worker_threads";
import type { Tensors } from "whowrote/tensor";
import type { ViewId } from "whowrote/view";
import { fitLinear, scoreLinear, type LinearOptions } from "../fit/linear.ts";
import type { SparseRows } from "../measure/measured-rows.ts";

/** What every task shares; arrays in shared memory. */
export interface LexicalShared {
  readonly views: Readonly<Record<ViewId, SparseRows>>;
  readonly labels: Uint8Array;
  readonly weights: Float32Array;
  readonly groups: Uint32Array;
  readonly options: LinearOptions;
}

/** Fits one view on `rows` and scores `heldOut` with it. */
export interface LexicalTask {
  readonly view: ViewId;
  readonly rows: Uint32Array;
  readonly heldOut: Uint32Array;
}

const shared = workerData as LexicalShared;

parentPort!.on("message", ({ view, rows, heldOut }: LexicalTask) => {
  const data = shared.views[view];
  const model = fitLinear({ ...shared, data, rows }, shared.options);
  const scores = scoreLinear(model, data, heldOut);
  parentPort!.postMessage({
    weights: { shape: [model.weights.length], data: model.weights },
    bias: { shape: [1], data: Float32Array.of(model.bias) },
    scores: { shape: [scores.length], data: scores },
  } satisfies Tensors);
});
