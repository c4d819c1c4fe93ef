import type { Table } from "@whowrote/training/evaluate/table";
import { createEncoderGraph, precisions } from "whowrote/encoder/encoder-graph";
import { writeOnnx } from "whowrote/graph/write-onnx";
import { readEncoderFolder } from "whowrote/node/encoder/read-encoder-folder";
import { inMemory } from "whowrote/node/onnx/in-memory";
import { openSession } from "whowrote/node/onnx/open-session";
import type { OnnxTensors } from "whowrote/node/onnx/session";
import { alternate } from "./alternate.ts";
import type { ExportedPeer } from "./peer-export.ts";

interface Load {
  readonly batch: number;
  readonly tokens: number;
}

const loads: readonly Load[] = [
  { batch: 1, tokens: 128 },
  { batch: 1, tokens: 512 },
  { batch: 16, tokens: 128 },
  { batch: 16, tokens: 512 },
];

/** How long a batch takes in whowrote's graph and in the plain export, both run by the same sessions and taking turns. */
export async function inferenceTable(peers: readonly ExportedPeer[], rounds: number): Promise<Table> {
  const rows: Table["rows"][number][] = [];
  for (const peer of peers)
    for (const precision of precisions) {
      const { definition, weights } = await readEncoderFolder(peer.folder);
      const encoder = createEncoderGraph(definition, weights, { precision, pooling: "mean", attention: "fast" });
      const outputs = { vectors: encoder.vectors };
      const own = await openSession(inMemory(writeOnnx(encoder.graph, { outputs, weights: encoder.parameters })));
      const plain = await openSession(peer.onnx[precision]);
      for (const load of loads) {
        const [ours, theirs] = await alternate(
          [own, plain].map((session) => () => session.run(createFeeds(load))),
          // A slow batch varies less, and takes longer.
          Math.ceil(rounds / load.batch ** 0.5),
        );
        rows.push({
          encoder: peer.name,
          precision,
          batch: load.batch,
          tokens: load.tokens,
          "whowrote, ms": rounded(ours!),
          "plain export, ms": rounded(theirs!),
          "speed of the plain export": `${Math.round((theirs! / ours!) * 100)} %`,
        });
      }
      await Promise.all([own.close(), plain.close()]);
    }
  return {
    caption: "One batch",
    notes: [
      "The fastest of several turns, milliseconds. The last column says how fast whowrote is where the plain export is 100 %.",
      "whowrote's graph ends in one vector a text, the plain export in the states of all tokens.",
    ],
    rows,
  };
}

/** Every id is one of a token that both vocabularies have. */
function createFeeds({ batch, tokens }: Load): OnnxTensors {
  const shape = [batch, tokens];
  const ids = BigInt64Array.from({ length: batch * tokens }, (_, at) => BigInt(5 + ((at * 7919) % 90)));
  const mask = new BigInt64Array(batch * tokens).fill(1n);
  return { input_ids: { type: "int64", shape, data: ids }, attention_mask: { type: "int64", shape, data: mask } };
}

export const rounded = (milliseconds: number): number => Number(milliseconds.toPrecision(3));
