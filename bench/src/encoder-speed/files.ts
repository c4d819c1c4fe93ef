import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Table } from "@whowrote/training/evaluate/table";
import { precisions, type Precision } from "whowrote/encoder/encoder-graph";
import { exportFolder } from "whowrote/node/encoder/export-folder";
import { loadEncoder } from "whowrote/node/load-encoder";
import { median } from "../speed/measurement.ts";
import { runTimed } from "../speed/timed-process.ts";
import { alternate } from "./alternate.ts";
import { rounded } from "./inference.ts";
import type { ExportedPeer } from "./peer-export.ts";

const cli = fileURLToPath(import.meta.resolve("whowrote/cli/main"));
const windowTokens = 512;
const coldRuns = 5;

/** What a person waits for: a file in a warm encoder, and a whole program that loads one for a single file. */
export async function fileTable(
  peers: readonly ExportedPeer[],
  file: string,
  rounds: number,
  scratch: string,
): Promise<Table> {
  const rows: Table["rows"][number][] = [];
  for (const peer of peers)
    for (const precision of precisions) {
      const folder = await storedIn(precision, peer, scratch);
      const coldSeconds: number[] = [];
      for (let run = 0; run < coldRuns; run++)
        coldSeconds.push((await runTimed(process.execPath, [cli, "embed", "--model", folder, file])).seconds);
      rows.push({
        encoder: peer.name,
        precision,
        "a file of 512 tokens, ms": rounded(await timeFile(folder, rounds)),
        "first use, s": Number(median(coldSeconds).toPrecision(3)),
      });
    }
  return {
    caption: "One file",
    notes: [
      "The first column: from text to vector in a warm encoder, tokens and thread included, the fastest of several turns.",
      `The second: the program whowrote embed from its start to its end, on a file of ordinary size, the median of ${coldRuns} runs.`,
    ],
    rows,
  };
}

/** In 8 bits a checkpoint is stored that way, as the released one is. */
async function storedIn(precision: Precision, { name, folder }: ExportedPeer, scratch: string): Promise<string> {
  if (precision === "float32") return folder;
  const target = join(scratch, `${name}-int8`);
  await exportFolder(folder, target, precision);
  return target;
}

async function timeFile(folder: string, rounds: number): Promise<number> {
  const encoder = await loadEncoder(folder, { maxTokens: windowTokens });
  try {
    const text = textOf(windowTokens, (candidate) => encoder.cut(candidate).tokens);
    const [time] = await alternate([() => encoder.encode([text])], rounds);
    return time!;
  } finally {
    await encoder.close();
  }
}

/** Code that fills one window, two special tokens included. */
function textOf(tokens: number, count: (text: string) => number): string {
  let lines = 1;
  const text = (): string => "if (a == b) { return c + 1; }\n".repeat(lines);
  while (count(text()) < tokens - 2) lines++;
  let whole = text();
  while (count(whole) > tokens - 2) whole = whole.slice(0, -1);
  return whole;
}
