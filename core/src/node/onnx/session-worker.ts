import { setImmediate } from "node:timers/promises";
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import type { InferenceSession } from "onnxruntime-node";
import { explainRunError, loadNativeRuntime } from "./native-runtime.ts";
import { takeMemory, type ClientMessage, type RunAnswer, type SessionNews, type SessionSettings } from "./protocol.ts";
import { describeTensors, type OnnxTensor, type OnnxTensors } from "./session.ts";
import { enterNative, leaveNative } from "./thread-state.ts";

const port = parentPort!;
const { model, options, state } = workerData as SessionSettings;
const say = (news: SessionNews): void => port.postMessage(news);

try {
  await serve();
} catch (error) {
  say({ type: "failed", error: error as Error });
  leaveNative(state);
  port.close();
}

async function serve(): Promise<void> {
  const { InferenceSession: sessions, Tensor } = await loadNativeRuntime();
  const session = await openNative(sessions);
  if (!leaveNative(state)) process.exit();
  let queue = Promise.resolve();
  port.on("message", (client: MessagePort) => {
    const cancelled = new Set<number>();
    client.on("message", (message: ClientMessage) => {
      if ("cancel" in message) cancelled.add(message.cancel);
      else queue = queue.then(() => answer(client, message.id, message.feeds, cancelled));
    });
  });
  say({ type: "ready", names: { inputs: session.inputNames, outputs: session.outputNames } });

  async function answer(client: MessagePort, id: number, feeds: OnnxTensors, cancelled: Set<number>): Promise<void> {
    // Lets in what was said meanwhile: that this run is not wanted any more, or that the thread is to end.
    await setImmediate();
    if (cancelled.delete(id)) return;
    if (!enterNative(state)) process.exit();
    let said: RunAnswer;
    try {
      const given = Object.entries(feeds).map(
        ([name, { type, data, shape }]) => [name, new Tensor(type, data as never, shape)] as const,
      );
      said = { id, outputs: readOutputs(await session.run(Object.fromEntries(given))) };
    } catch (error) {
      said = { id, error: explainRunError(error, describeTensors(feeds)) };
    }
    if (!leaveNative(state)) process.exit();
    if ("error" in said) return client.postMessage(said);
    const { tensors, memory } = takeMemory(said.outputs);
    client.postMessage({ id, outputs: tensors } satisfies RunAnswer, memory);
  }
}

async function openNative(sessions: typeof InferenceSession): Promise<InferenceSession> {
  const isFile = typeof model === "string";
  const settings: InferenceSession.SessionOptions = {
    ...(options.threads !== undefined && { intraOpNumThreads: options.threads }),
    ...(!isFile && model.external && { externalData: [...model.external] }),
    // What goes wrong is thrown; onnxruntime would print it as well.
    logSeverityLevel: 4,
    extra: {
      session: {
        // Processors with AVX2 and without VNNI overflow in products of uint8 and int8. There, and only there, onnxruntime
        // then turns weights into uint8, which is slower and exact (onnxruntime_session_options_config_keys.h).
        x64quantprecision: "1",
        // Threads that wait by spinning take the cores from what else runs: on a busy machine a run took up to 1.8 times as long.
        intra_op: { allow_spinning: "0" },
      },
    },
  };
  try {
    return await (isFile ? sessions.create(model, settings) : sessions.create(model.bytes, settings));
  } catch (cause) {
    throw new Error(
      `onnxruntime cannot load ${isFile ? model : "the model"}. Use a model that whowrote made, or an ONNX file of opset 21 or lower`,
      { cause },
    );
  }
}

function readOutputs(outputs: InferenceSession.OnnxValueMapType): OnnxTensors {
  const read = Object.entries(outputs).map(
    ([name, { type, dims, data }]) => [name, { type, shape: dims, data }] as const,
  );
  return Object.fromEntries(read) as Record<string, OnnxTensor>;
}
