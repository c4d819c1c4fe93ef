// The load generator of bench:server, a process of its own so that it shares no event loop with what it measures. It is sent
// the code first, then one load after the other, and answers each with what came of it.
import type { Load } from "./server-speed/load.ts";
import { sendLoad } from "./server-speed/send-load.ts";
import { createTexts, type CodeText, type Texts } from "./server-speed/texts.ts";

let texts: Texts | undefined;

process.on("message", (message: readonly CodeText[] | Load) => {
  void answer(message);
});

async function answer(message: readonly CodeText[] | Load): Promise<void> {
  try {
    if ("url" in message) process.send!({ result: await sendLoad(message, texts!) });
    else {
      texts = createTexts(message);
      process.send!({ result: texts.count });
    }
  } catch (error) {
    process.send!({ problem: (error as Error).message });
  }
}
