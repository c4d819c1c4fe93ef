import { parentPort } from "node:worker_threads";
import { openSyntaxParser } from "whowrote/node/grammars";
import { measureChunk, type ChunkRequest } from "./measure-chunk.ts";
import { measuredRowsToTensors } from "./measured-rows.ts";

const parser = await openSyntaxParser();

async function answer(request: ChunkRequest): Promise<void> {
  parentPort!.postMessage(measuredRowsToTensors(await measureChunk(request, parser)));
}

parentPort!.on("message", (request: ChunkRequest) => void answer(request));
