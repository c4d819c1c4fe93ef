import { takeMemory, type ClientMessage, type RunAnswer, type SessionPort } from "./protocol.ts";
import { describeTensors, type OnnxSession, type OnnxTensors } from "./session.ts";

interface PendingRun {
  readonly feeds: string;
  readonly resolve: (outputs: OnnxTensors) => void;
  readonly reject: (error: Error) => void;
}

/** A session of another thread. */
export interface JoinedSession extends OnnxSession {
  /** Rejects what waits for an answer, and everything after it. The session itself stays open. */
  readonly leave: (reason: Error) => void;
}

/** Speaks to a session through a port that its {@link openSession} gave. The port keeps the process alive only during runs. */
export function joinSession({ port, names }: SessionPort): JoinedSession {
  const pending = new Map<number, PendingRun>();
  let lastId = 0;
  let end: Error | undefined;

  port.on("message", (answer: RunAnswer) => {
    const run = take(answer.id);
    if ("error" in answer) run?.reject(answer.error);
    else run?.resolve(answer.outputs);
  });
  port.on("close", () => leave(new Error("The thread of the session has ended")));
  port.unref();

  function take(id: number): PendingRun | undefined {
    const run = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) port.unref();
    return run;
  }

  function leave(reason: Error): void {
    end ??= reason;
    const waiting = [...pending.values()];
    pending.clear();
    for (const { feeds, reject } of waiting) reject(new Error(`A run with ${feeds} was given up`, { cause: end }));
    port.close();
  }

  return {
    names,
    leave,
    run: async (feeds, { signal } = {}) => {
      signal?.throwIfAborted();
      if (end !== undefined) throw new Error("The session is closed: open another one", { cause: end });
      const id = ++lastId;
      const { promise, resolve, reject } = Promise.withResolvers<OnnxTensors>();
      pending.set(id, { feeds: describeTensors(feeds), resolve, reject });
      const { tensors, memory } = takeMemory(feeds);
      port.ref();
      port.postMessage({ id, feeds: tensors } satisfies ClientMessage, memory);
      const cancel = (): void => {
        port.postMessage({ cancel: id } satisfies ClientMessage);
        take(id)?.reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        return await promise;
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
  };
}
