import type { MessagePort } from "node:worker_threads";
import type { HostAnswer, HostedModel, HostRequest } from "./protocol.ts";
import { startSession, type StartedSession } from "./start-session.ts";

/**
 * Lets the main thread start the sessions that its worker threads open, until the function that it gives is called. A worker
 * that is stopped takes its child threads with it, and one that is in a native call then takes the process with it; a session
 * that is hosted outlives its worker by the call that is under way, and is then closed.
 */
export function hostSessions(): () => void {
  // Heard twice, a worker's request would be answered twice.
  if (++hosts === 1) process.on("workerMessage", receive);
  let hasEnded = false;
  return () => {
    if (hasEnded) return;
    hasEnded = true;
    if (--hosts === 0) process.off("workerMessage", receive);
  };
}

/** How many asked for it and have not ended it. */
let hosts = 0;

function receive(message: unknown): void {
  if (isHostRequest(message)) host(message.port);
}

function isHostRequest(message: unknown): message is HostRequest {
  return (
    typeof message === "object" && message !== null && "whowrote" in message && message.whowrote === "host a session"
  );
}

function host(port: MessagePort): void {
  let session: Promise<StartedSession> | undefined;
  const answer = (message: HostAnswer, moved: readonly MessagePort[] = []): void => port.postMessage(message, moved);
  const open = async ({ model, options }: HostedModel): Promise<void> => {
    try {
      session = startSession(model, options);
      const share = (await session).share();
      answer({ type: "open", share }, [share.port]);
    } catch (error) {
      answer({ type: "failed", error: error as Error });
    }
  };
  const close = async (): Promise<void> => {
    await (await session?.catch(() => undefined))?.close();
    answer({ type: "closed" });
  };
  port.on("message", (message: HostedModel | "close") => void (message === "close" ? close() : open(message)));
  // Its worker has ended, in order or not.
  port.on("close", () => void close());
  port.unref();
}
