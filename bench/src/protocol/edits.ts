import type { Sample } from "@whowrote/training/dataset/sample";
import { isAi, rankOf, type JudgedSample } from "@whowrote/training/evaluate/judged-sample";
import type { Cell, Table } from "@whowrote/training/evaluate/table";
import { createAnatomy, type Anatomy } from "whowrote/anatomy";
import type { Edit } from "whowrote/edit";
import { edits } from "whowrote/edit/index";
import { languages } from "whowrote/language/index";
import { openSyntaxParser } from "whowrote/node/grammars";
import { bootstrapGroups } from "whowrote/statistics/bootstrap";
import { wilson, type Interval, type Rate } from "whowrote/statistics/interval";
import { humanThreshold } from "whowrote/statistics/ranking";
import { drawPerLabel } from "../bench-rows.ts";
import { floorCells } from "../floors.ts";
import type { Protocol } from "../protocol.ts";
import { judgeSamples, type Scorer } from "../scorer.ts";
import { selectWild } from "./wild-code.ts";

const rowsPerLabel = 600;
const rate = 0.01;
const seed = 1;

/** P7: what is left when someone changes the looks of the code. */
export const p7: Protocol = {
  title: "P7: edits that keep what the code does",
  measure: async (rows, scorer) => {
    const tables: Table[] = [];
    for (const kind of ["file", "function"] as const) tables.push(await measureKind(kind, rows, scorer));
    return tables;
  },
};

async function measureKind(kind: "file" | "function", rows: readonly Sample[], scorer: Scorer): Promise<Table> {
  const all = selectWild(rows, kind);
  const people = await judgeSamples(
    all.filter(({ label }) => label === "human"),
    scorer,
  );
  const threshold = humanThreshold(people.map(rankOf), rate);
  const drawn = drawPerLabel(all, rowsPerLabel);
  const clean = await judgeSamples(drawn, scorer);
  const anatomies = await takeApart(drawn);
  const table: Record<string, Cell>[] = [
    { edit: "none", changed: wilson(0, drawn.length), ...editCells(clean, clean, threshold), ...floorCells(drawn) },
  ];
  for (const edit of Object.values<Edit>(edits)) {
    const edited = drawn.map((sample, at) => ({ ...sample, code: edit.apply(anatomies[at]!, seed) }));
    const changed = edited.filter(({ code }, at) => code !== drawn[at]!.code).length;
    const judged = await judgeSamples(edited, scorer);
    table.push({
      edit: edit.id,
      changed: wilson(changed, drawn.length),
      ...editCells(clean, judged, threshold),
      ...floorCells(edited),
    });
  }
  return {
    caption: `Edited ${kind}s`,
    notes: [
      `${drawn.length} ${kind}s of P2, drawn with a fixed seed. The threshold is that of 1 % false positives on all ${people.length} unedited ${kind}s of people; "kept" is the TPR after the edit as a share of the TPR before it, on the same AI rows.`,
    ],
    rows: table,
  };
}

async function takeApart(samples: readonly Sample[]): Promise<Anatomy[]> {
  const parser = await openSyntaxParser();
  try {
    const anatomies: Anatomy[] = [];
    for (const { code, language, path } of samples)
      anatomies.push(createAnatomy(await parser.parse(code, languages[language], path)));
    return anatomies;
  } finally {
    parser.close();
  }
}

/** `clean` and `edited` hold the same rows in the same order. */
export function editCells(
  clean: readonly JudgedSample[],
  edited: readonly JudgedSample[],
  threshold: number,
): Record<string, Cell> {
  const exceeds = (row: JudgedSample): boolean => rankOf(row) > threshold;
  const isFlagged = ({ score }: JudgedSample): boolean => score.verdicts[0] === "ai";
  const share = (label: boolean, isCounted: (row: JudgedSample) => boolean): Rate => {
    const own = edited.filter((row) => isAi(row) === label);
    return wilson(own.filter(isCounted).length, own.length);
  };
  return {
    "TPR at 1 %": share(true, exceeds),
    kept: keptShare(clean.filter(isAi), edited.filter(isAi), exceeds),
    "people over the threshold": share(false, exceeds),
    "recall as deployed": share(true, isFlagged),
    "false alarms as deployed": share(false, isFlagged),
  };
}

function keptShare(
  clean: readonly JudgedSample[],
  edited: readonly JudgedSample[],
  exceeds: (row: JudgedSample) => boolean,
): Interval {
  const before = clean.map(exceeds);
  const after = edited.map(exceeds);
  const kept = (weights: Uint32Array | undefined): number => {
    const sum = (found: readonly boolean[]): number =>
      found.reduce((total, is, at) => total + (is ? (weights?.[at] ?? 1) : 0), 0);
    // Nothing found before leaves nothing to keep: not defined, however much is found after.
    return sum(before) === 0 ? Number.NaN : sum(after) / sum(before);
  };
  return bootstrapGroups(
    clean.map(({ sample }) => sample.group),
    { kept },
    { seed },
  ).kept;
}
