import { once } from "node:events";
import { isMainThread, MessageChannel, postMessageToThread, type MessagePort } from "node:worker_threads";
import { joinSession } from "./join-session.ts";
import { takeModel, type HostAnswer, type HostedModel, type HostRequest } from "./protocol.ts";
import type { OnnxModel, OpenSession, SessionOptions } from "./session.ts";
import { startSession } from "./start-session.ts";

const mainThread = 0;

/**
 * Loads a model in a thread of its own: a child of this thread, or of the main thread where that hosts sessions, so that this
 * one may be stopped at any time. The memory of `model.bytes` is given away.
 * @throws {Error} when onnxruntime cannot be loaded here, or cannot load the model
 */
export async function openSession(model: OnnxModel, options: SessionOptions = {}): Promise<OpenSession> {
  const host = isMainThread ? undefined : await findHost();
  return host === undefined ? startSession(model, options) : openHosted(host, model, options);
}

/** Undefined where the main thread hosts no sessions. */
async function findHost(): Promise<MessagePort | undefined> {
  const { port1, port2 } = new MessageChannel();
  // Waiting for the answer alone does not keep a thread alive.
  port1.ref();
  try {
    const request: HostRequest = { whowrote: "host a session", port: port2 };
    await postMessageToThread(mainThread, request, [port2]);
    return port1;
  } catch {
    port1.close();
    return undefined;
  }
}

async function openHosted(host: MessagePort, model: OnnxModel, options: SessionOptions): Promise<OpenSession> {
  const { given, memory } = takeModel(model);
  const ask = async (message: HostedModel | "close", moved: readonly ArrayBuffer[] = []): Promise<HostAnswer> => {
    host.postMessage(message, moved);
    const [answer] = (await once(host, "message")) as [HostAnswer];
    return answer;
  };
  const answer = await ask({ model: given, options }, memory);
  if (answer.type !== "open") {
    host.close();
    throw answer.type === "failed" ? answer.error : new Error("The session was closed while it was opened");
  }
  const session = joinSession(answer.share);
  host.unref();
  let closing: Promise<unknown> | undefined;
  return {
    names: session.names,
    run: session.run,
    close: async () => {
      session.leave(new Error("The session was closed"));
      host.ref();
      closing ??= ask("close").finally(() => host.close());
      await closing;
    },
  };
}
