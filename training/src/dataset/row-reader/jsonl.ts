import { TextDecoder } from "node:util";
import type { RawRow, RowReader } from "../row-reader.ts";
import { showValue } from "../row-problem.ts";
import { openBytes } from "./open-bytes.ts";

/** One JSON object a line. Blank lines are passed over. */
export const jsonl: RowReader = {
  extensions: [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"],
  async *read(path) {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let row = 0;
    for await (const line of readLines(path)) {
      row++;
      const read = readRow(line, row, decoder);
      if (read) yield read;
    }
  },
};

function readRow(line: Buffer, row: number, decoder: TextDecoder): RawRow | undefined {
  let text: string;
  try {
    text = decoder.decode(line);
  } catch {
    const unreadable = "the line is not UTF-8 text.";
    return {
      row,
      unreadable,
      value: showValue(line.toString("latin1")),
      remedy: "Convert the file with iconv -t utf-8.",
    };
  }
  if (text.trim() === "") return undefined;
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values === "object" && values !== null && !Array.isArray(values))
      return { row, values: values as Record<string, unknown> };
    return { row, unreadable: `${showValue(text)} is no JSON object.`, value: showValue(text), remedy: jsonlRemedy };
  } catch (error) {
    const unreadable = `${showValue(text)} is not JSON (${(error as Error).message}).`;
    return { row, unreadable, value: showValue(text), remedy: jsonlRemedy };
  }
}

const jsonlRemedy = 'Each line must be one whole object: {"code": "…", "label": "ai", …}.';

/** Lines end at \n only: U+2028, at which node:readline breaks too, is an ordinary sign inside a JSON string. */
async function* readLines(path: string): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const chunk of openBytes(path)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const rest = chunk.subarray(start, end);
      yield begun.length > 0 ? Buffer.concat([...begun, rest]) : rest;
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}
