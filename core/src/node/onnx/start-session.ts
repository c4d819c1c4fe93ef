import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import { joinSession } from "./join-session.ts";
import { takeModel, type SessionNews, type SessionPort, type SessionSettings } from "./protocol.ts";
import type { OnnxModel, OpenSession, SessionOptions } from "./session.ts";
import { awaitClosed, closeThread, createThreadState, type ThreadState } from "./thread-state.ts";

/** A session whose thread is this one's child. */
export interface StartedSession extends OpenSession {
  /** A further way to it, for {@link joinSession} in another thread: threads share one copy of the weights. */
  readonly share: () => SessionPort;
}

/** Threads that may be in a native call. A process that ends waits for them, because stopping them there aborts it. */
const alive = new Set<ThreadState>();
const settle = (): void => {
  for (const state of alive) awaitClosed(state);
};

/** As `openSession`. Were this thread stopped during a run, the process would abort: see {@link ThreadState}. */
export async function startSession(model: OnnxModel, options: SessionOptions): Promise<StartedSession> {
  const state = createThreadState();
  const { given, memory } = takeModel(model);
  const worker = new Worker(new URL("./session-worker.ts", import.meta.url), {
    name: "onnxruntime",
    workerData: { model: given, options, state } satisfies SessionSettings,
    transferList: memory,
    // Flags of the process may not fit a thread: `node --input-type=module --eval` would break it.
    execArgv: [],
  });
  if (alive.size === 0) process.on("exit", settle);
  alive.add(state);
  const exit = Promise.withResolvers<void>();
  const forget = (): void => {
    alive.delete(state);
    if (alive.size === 0) process.off("exit", settle);
  };
  worker.once("error", forget).once("exit", () => {
    forget();
    exit.resolve();
  });

  const [news] = (await once(worker, "message")) as [SessionNews];
  if (news.type === "failed") {
    await exit.promise;
    throw news.error;
  }
  const { names } = news;
  const share = (): SessionPort => {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(port2, [port2]);
    return { port: port1, names };
  };
  const own = joinSession(share());
  worker.on("error", (cause) => own.leave(cause as Error));
  // An idle session does not keep the process alive; a run does, through its port.
  worker.unref();
  return {
    names,
    run: own.run,
    share,
    close: async () => {
      own.leave(new Error("The session was closed"));
      worker.ref();
      if (closeThread(state)) await worker.terminate();
      await exit.promise;
    },
  };
}
