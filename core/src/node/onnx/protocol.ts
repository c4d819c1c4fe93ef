import type { MessagePort } from "node:worker_threads";
import type { OnnxModel, OnnxTensor, OnnxTensors, SessionNames, SessionOptions } from "./session.ts";
import type { ThreadState } from "./thread-state.ts";

/** What the thread of a session is started with. Later it is sent nothing but ports, one for each client. */
export interface SessionSettings {
  readonly model: OnnxModel;
  readonly options: SessionOptions;
  readonly state: ThreadState;
}

/** What the thread says to the one who started it: once, after loading. */
export type SessionNews =
  | { readonly type: "ready"; readonly names: SessionNames }
  | { readonly type: "failed"; readonly error: Error };

/** A way to a session in another thread. To be passed on with its port among what is transferred. */
export interface SessionPort {
  readonly port: MessagePort;
  readonly names: SessionNames;
}

/** What a client says over its port. */
export type ClientMessage = { readonly id: number; readonly feeds: OnnxTensors } | { readonly cancel: number };

/** What the thread answers there. */
export type RunAnswer =
  | { readonly id: number; readonly outputs: OnnxTensors }
  | { readonly id: number; readonly error: Error };

/** What a worker thread asks the main thread for, whose child its session's thread then is: see session-host.ts. */
export interface HostRequest {
  readonly whowrote: "host a session";
  /** Over it go a {@link HostedModel} and "close", and {@link HostAnswer}s come back. */
  readonly port: MessagePort;
}

export interface HostedModel {
  readonly model: OnnxModel;
  readonly options: SessionOptions;
}

export type HostAnswer =
  | { readonly type: "open"; readonly share: SessionPort }
  | { readonly type: "failed"; readonly error: Error }
  | { readonly type: "closed" };

/** Tensors with memory that can be moved to another thread. */
export function takeMemory(tensors: OnnxTensors): { readonly tensors: OnnxTensors; readonly memory: ArrayBuffer[] } {
  const memory = new Set<ArrayBuffer>();
  const taken = Object.entries(tensors).map(([name, tensor]): [string, OnnxTensor] => {
    const data = ownMemory(tensor.data);
    memory.add(data.buffer);
    return [name, { type: tensor.type, shape: tensor.shape, data }];
  });
  return { tensors: Object.fromEntries(taken), memory: [...memory] };
}

/** The same numbers in memory of their own: the array itself where it is all of its memory, else a copy. */
function ownMemory<Data extends OnnxTensor["data"]>(data: Data): Data & { readonly buffer: ArrayBuffer } {
  const { buffer, byteLength } = data;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return (isWhole ? data : data.slice()) as Data & { readonly buffer: ArrayBuffer };
}

/** A model with memory that can be moved to another thread. */
export function takeModel(model: OnnxModel): { readonly given: OnnxModel; readonly memory: ArrayBuffer[] } {
  if (typeof model === "string") return { given: model, memory: [] };
  const bytes = ownMemory(model.bytes);
  const external = model.external?.map(({ path, data }) => ({ path, data: ownMemory(data) }));
  const memory = new Set([bytes.buffer, ...(external ?? []).map(({ data }) => data.buffer)]);
  return { given: { bytes, ...(external && { external }) }, memory: [...memory] };
}
