import { createAnatomy } from "whowrote/anatomy";
import type { EditId } from "whowrote/edit";
import { edits } from "whowrote/edit/index";
import type { LanguageId } from "whowrote/language";
import { languages } from "whowrote/language/index";
import { measure, readablePart, type Measurement } from "whowrote/measurement";
import type { SyntaxParser } from "whowrote/node/grammars";
import { viewIds, type ViewId } from "whowrote/view";
import type { MeasuredRows, SparseRows } from "./measured-rows.ts";

export interface ChunkItem {
  readonly text: string;
  readonly language: LanguageId;
  readonly path?: string | undefined;
  /** Applied before measuring. */
  readonly edit?: EditId | undefined;
}

/** What a worker measures in one go. */
export interface ChunkRequest {
  readonly items: readonly ChunkItem[];
}

export async function measureChunk({ items }: ChunkRequest, parser: SyntaxParser): Promise<MeasuredRows> {
  const measured: Pick<Measurement, "signals" | "runs">[] = [];
  const lines: number[] = [];
  for (const item of items) {
    const one = await measureItem(item, parser);
    lines.push(one.anatomy.lines.length);
    measured.push({ signals: one.signals, runs: one.runs });
  }
  const width = measured[0]?.signals.length ?? 0;
  const signals = new Float32Array(measured.length * width);
  for (const [row, one] of measured.entries()) signals.set(one.signals, row * width);
  const views = Object.fromEntries(viewIds.map((id) => [id, joinRuns(measured.map((one) => one.runs[id]))]));
  return { rows: measured.length, signals, lines: Uint32Array.from(lines), views: views as Record<ViewId, SparseRows> };
}

async function measureItem({ text, language, path, edit }: ChunkItem, parser: SyntaxParser): Promise<Measurement> {
  const parse = (code: string) => parser.parse(readablePart(code), languages[language], path);
  const tree = await parse(text.replaceAll("\r\n", "\n"));
  return measure(edit ? await parse(edits[edit].apply(createAnatomy(tree))) : tree);
}

function joinRuns(runs: readonly Measurement["runs"][ViewId][]): SparseRows {
  const offsets = new Uint32Array(runs.length + 1);
  for (const [row, run] of runs.entries()) offsets[row + 1] = offsets[row]! + run.buckets.length;
  const buckets = new Uint32Array(offsets[runs.length]!);
  const counts = new Uint16Array(offsets[runs.length]!);
  for (const [row, run] of runs.entries()) {
    buckets.set(run.buckets, offsets[row]);
    counts.set(run.counts, offsets[row]);
  }
  return { offsets, buckets, counts };
}
