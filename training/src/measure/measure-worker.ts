import { parentPort } from "node:worker_threads";
import { openSyntaxParser } from "whowrote/node/grammars";
import { measureChunk, type ChunkRequest } from "./measure-chunk.ts";
import { measuredRowsToTensors } from "./measured-rows.ts";

const parser = await openSyntaxParser();

parentPort!.on("message", async (request: ChunkRequest) => {
  parentPort!.postMessage(measuredRowsToTensors(await measureChunk(request, parser)));
});
