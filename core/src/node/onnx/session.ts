/** A block of numbers that goes into a model or comes out of it. */
export interface OnnxTensor {
  readonly type: "float32" | "float64" | "int64" | "int32" | "int8" | "uint8" | "bool";
  readonly shape: readonly number[];
  /** Row-major. A bool is a byte. */
  readonly data: Float32Array | Float64Array | BigInt64Array | Int32Array | Int8Array | Uint8Array;
}

export type OnnxTensors = Readonly<Record<string, OnnxTensor>>;

/** Path of an .onnx file, or its bytes with what the model keeps outside itself, by the names that it calls it. */
export type OnnxModel =
  | string
  | {
      readonly bytes: Uint8Array;
      readonly external?: readonly { readonly path: string; readonly data: Uint8Array }[];
    };

export interface SessionOptions {
  /** Threads that share the work of one operator. All cores when left out. */
  readonly threads?: number | undefined;
}

export interface RunOptions {
  /** Rejects the run at once with the signal's reason. What onnxruntime is computing goes on to its end, and is dropped. */
  readonly signal?: AbortSignal | undefined;
}

/** What a model calls the tensors that go into it and come out. */
export interface SessionNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A loaded model, or a way to one that another thread has loaded. */
export interface OnnxSession {
  readonly names: SessionNames;
  /**
   * Computes all outputs. Runs wait for each other. The feeds are given away: their arrays are empty afterwards.
   * @throws {Error} when a feed does not fit the model, memory runs out, or the session is closed
   */
  readonly run: (feeds: OnnxTensors, options?: RunOptions) => Promise<OnnxTensors>;
}

/** A session with its model in a thread of its own. Must be closed. */
export interface OpenSession extends OnnxSession {
  /**
   * Rejects at once what runs or waits. Resolves when the thread is gone and its memory free: a native call that is under
   * way cannot be stopped and ends first.
   */
  readonly close: () => Promise<void>;
}

/** Feeds in the words of an error: `input_ids int64 [16, 512]`. */
export function describeTensors(tensors: OnnxTensors): string {
  return Object.entries(tensors)
    .map(([name, { type, shape }]) => `${name} ${type} [${shape.join(", ")}]`)
    .join(", ");
}
