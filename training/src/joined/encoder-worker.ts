import { parentPort, workerData } from "node:worker_threads";
import { createAnatomy } from "whowrote/anatomy";
import { edits } from "whowrote/edit/index";
import { languages } from "whowrote/language/index";
import { readablePart } from "whowrote/measurement";
import { openSyntaxParser } from "whowrote/node/grammars";
import { openNeuralDetector } from "whowrote/node/neural-detector";
import type { Tensors } from "whowrote/tensor";
import type { ChunkItem, ChunkRequest } from "../measure/measure-chunk.ts";

export interface EncoderWorkerSettings {
  readonly folder: string;
}

const parser = await openSyntaxParser();
const detector = await openNeuralDetector((workerData as EncoderWorkerSettings).folder, 1);

async function readItem({ text, language, path, edit }: ChunkItem) {
  const parse = async (code: string) =>
    createAnatomy(await parser.parse(readablePart(code), languages[language], path));
  const anatomy = await parse(text.replaceAll("\r\n", "\n"));
  return detector.read(edit ? await parse(edits[edit].apply(anatomy)) : anatomy);
}

/** `scores`: of all windows, item after item; `offsets`: where each item's begin, and the end. */
async function answer({ items }: ChunkRequest): Promise<void> {
  const scores: number[] = [];
  const offsets = [0];
  for (const item of items) {
    const reading = await readItem(item);
    if (reading.windows.length > 0) scores.push(...(await detector.score(reading)));
    offsets.push(scores.length);
  }
  const tensors: Tensors = {
    scores: { shape: [scores.length], data: Float32Array.from(scores) },
    offsets: { shape: [offsets.length], data: Uint32Array.from(offsets) },
  };
  parentPort!.postMessage(tensors);
}

parentPort!.on("message", (request: ChunkRequest) => void answer(request));
