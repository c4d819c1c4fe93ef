import { parentPort } from "node:worker_threads";
import { openSession } from "../../../src/node/onnx/open-session.ts";
import { doubling, floats, longRun, power } from "./toy-model.ts";

// A worker thread that opens, uses and closes sessions as the main thread does, and is then in the middle of a long run.
const story: string[] = [];
const first = await openSession(doubling(), { threads: 1 });
const { y } = await first.run({ x: floats([1], 2) });
if (y!.data[0] === 4) story.push("opened");
await openSession({ bytes: new Uint8Array(3) }).catch(() => story.push("failed"));
await first.close();
await first.run({ x: floats([1], 2) }).catch(() => story.push("closed"));
const second = await openSession(power(), { threads: 1 });
for (let run = 0; run < 5; run++) void second.run(longRun());
parentPort!.postMessage([...story, "running"].join(", "));
