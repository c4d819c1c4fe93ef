import type { Tensors } from "whowrote/tensor";
import { floats } from "../feeds.ts";
import type { NativeRuntime, NativeTensor, NativeTensors } from "./native-session.ts";

/** Of AdamW, beside each parameter that moves. */
export type Moment = "mean" | "square";

export function momentName(moment: Moment, parameter: string): string {
  return `${moment}:${parameter}`;
}

/** What a graph calls the new value of a tensor that it changes. */
export function nextName(name: string): string {
  return `next:${name}`;
}

/** A tensor that a graph reads, and where it starts; without a start at zero. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start?: Float32Array | undefined;
  /** The graph changes it. */
  readonly changes: boolean;
}

/**
 * Tensors that runs read and change. Those that change are there twice: a run reads one copy and writes the other, and then
 * they change places. A run that fails leaves the copy that is read as it was.
 */
export interface TrainingTensors {
  /** What the next run reads, by name. */
  readonly now: () => NativeTensors;
  /** Where it writes, by {@link nextName}. */
  readonly next: () => NativeTensors;
  readonly swap: () => void;
  /** The numbers themselves, not a copy. */
  readonly read: () => Tensors;
}

export function createTrainingTensors(runtime: NativeRuntime, stored: readonly StoredTensor[]): TrainingTensors {
  const create = (shape: readonly number[], start?: Float32Array): NativeTensor => {
    const size = shape.reduce((product, one) => product * one, 1);
    return runtime.tensor(floats(start?.slice() ?? new Float32Array(size), shape));
  };
  const byName = (tensors: readonly StoredTensor[], tensor: (one: StoredTensor) => NativeTensor) =>
    Object.fromEntries(tensors.map((one) => [one.name, tensor(one)]));
  let now: NativeTensors = byName(stored, ({ shape, start }) => create(shape, start));
  let spare: NativeTensors = byName(
    stored.filter(({ changes }) => changes),
    ({ shape }) => create(shape),
  );
  return {
    now: () => now,
    next: () => Object.fromEntries(Object.entries(spare).map(([name, tensor]) => [nextName(name), tensor])),
    swap: () => {
      const written = spare;
      spare = Object.fromEntries(Object.keys(written).map((name) => [name, now[name]!]));
      now = { ...now, ...written };
    },
    read: () =>
      Object.fromEntries(
        Object.entries(now).map(([name, { dims, data }]) => [name, { shape: dims, data: data as Float32Array }]),
      ),
  };
}
