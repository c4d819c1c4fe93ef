import { explainRunError, loadNativeRuntime } from "whowrote/node/onnx/native-runtime";
import type { Feed } from "../feeds.ts";

type Runtime = Awaited<ReturnType<typeof loadNativeRuntime>>;
export type NativeTensor = InstanceType<Runtime["Tensor"]>;
export type NativeTensors = Readonly<Record<string, NativeTensor>>;

/** A graph that onnxruntime holds in this thread: a run blocks it, so this belongs in a worker. Must be closed. */
export interface NativeSession {
  /**
   * Writes each output into the tensor of its name in `into`; with null it comes in new memory.
   * @throws when memory runs out or the feeds do not fit
   */
  readonly run: (feeds: NativeTensors, into: Readonly<Record<string, NativeTensor | null>>) => Promise<NativeTensors>;
  readonly close: () => Promise<void>;
}

export interface NativeRuntime {
  /** Over the feed's own memory. */
  readonly tensor: (feed: Feed) => NativeTensor;
  readonly open: (model: Uint8Array, threads: number) => Promise<NativeSession>;
}

/** @throws when onnxruntime cannot be loaded on this platform */
export async function openNativeRuntime(): Promise<NativeRuntime> {
  const runtime = await loadNativeRuntime();
  return {
    tensor: ({ type, data, shape }) => new runtime.Tensor(type, data as Float32Array, shape),
    open: async (model, threads) => {
      const session = await runtime.InferenceSession.create(model, {
        intraOpNumThreads: threads,
        // Errors only: warnings of its optimizer are not for users.
        logSeverityLevel: 3,
        // Graphs for other lengths would each keep as much memory as their largest run needs, and save about 2 % of time by it.
        enableCpuMemArena: false,
        enableMemPattern: false,
        // Threads that wait by spinning take the cores from whatever else runs, and are slow where there is much of it.
        extra: { session: { intra_op: { allow_spinning: "0" } } },
      });
      return {
        run: async (feeds, into) => {
          try {
            return await session.run(feeds, into);
          } catch (cause) {
            throw explainRunError(cause, `${session.inputNames.length} tensors`);
          }
        },
        close: () => session.release(),
      };
    },
  };
}
