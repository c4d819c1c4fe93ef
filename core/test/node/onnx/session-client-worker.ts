import { parentPort, workerData } from "node:worker_threads";
import { joinSession } from "../../../src/node/onnx/join-session.ts";
import type { SessionPort } from "../../../src/node/onnx/protocol.ts";
import { floats } from "./toy-model.ts";

const { share, value } = workerData as { share: SessionPort; value: number };
const { y } = await joinSession(share).run({ x: floats([1], value) });
parentPort!.postMessage([...(y!.data as Float32Array)]);
