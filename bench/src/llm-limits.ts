// The server with limits of bench:llm, a process of its own so that it shares no event loop with what it measures. It is sent
// its limits, tells its address, and answers each further message with what it has seen.
import { openLimitServer, type LimitServer } from "./llm/limit-server.ts";
import type { Limits } from "./llm/limits.ts";

let server: LimitServer | undefined;

process.on("message", (limits: Limits) => {
  void answer(limits);
});

async function answer(limits: Limits): Promise<void> {
  if (server) return void process.send!(server.report());
  server = await openLimitServer(limits);
  process.send!(server.url);
}
