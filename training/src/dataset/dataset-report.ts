import { tableToMarkdown, type Cell, type Table } from "../evaluate/table.ts";
import type { Cue } from "./cue-audit.ts";
import type { ProblemKind, RowProblem } from "./row-problem.ts";
import { describeProblem } from "./row-problem.ts";
import { trivialFeatures } from "./trivial-features.ts";

/** Sets of samples with something in common. */
export interface Finding {
  readonly sets: number;
  /** Samples in these sets. */
  readonly samples: number;
  /** The first sets, each by the ids (for groups: the names) of its first members. */
  readonly examples: readonly (readonly string[])[];
}

export interface NearDuplicateFinding extends Finding {
  /** Clusters with samples in several groups: a split by group alone lets them cross. */
  readonly acrossGroups: number;
  readonly acrossLabels: number;
}

export interface DatasetReport {
  readonly samples: number;
  /** Rows that are no samples. */
  readonly problems: {
    readonly counts: Readonly<Partial<Record<ProblemKind, number>>>;
    readonly examples: readonly RowProblem[];
  };
  readonly cells: readonly Readonly<
    Record<"language" | "label" | "kind" | "domain", string> & Record<"samples" | "groups", number>
  >[];
  readonly sources: readonly Readonly<{ source: string } & Record<"human" | "ai" | "hybrid" | "groups", number>>[];
  /** How many samples lack a field that a sample need not have. */
  readonly missing: Readonly<Record<string, number>>;
  readonly repeatedIds: Finding;
  /** Equal code, white space ignored. */
  readonly duplicates: Finding;
  /** Equal code with different labels. */
  readonly conflicts: Finding;
  /** Undefined when it was not looked for. */
  readonly nearDuplicates: NearDuplicateFinding | undefined;
  readonly groupsOfBothLabels: Finding;
  readonly cues: readonly Cue[];
}

/** Features of a pair of sides that are shown; the JSON report has all. */
const shownCues = 3;

export function reportToMarkdown(report: DatasetReport): string {
  const { samples, sources, cells } = report;
  const tables: Table[] = [
    {
      caption: "Rows that are not samples",
      notes: report.problems.examples.slice(0, 5).map(describeProblem),
      rows: problemRows(report),
    },
    { caption: "What a split or a model must know", rows: findingRows(report) },
    { caption: "Sources", notes: ["A source with one side only can be told by its topic alone."], rows: sources },
    { caption: "Cells", rows: cells },
    {
      caption: "Fields that samples lack",
      rows: Object.entries(report.missing).map(([field, missing]) => ({
        field,
        samples: missing,
        share: { value: missing / samples },
      })),
    },
    {
      caption: "Storage cues",
      notes: [
        "AUROC of one trivial feature between people's and AI samples: .500 is no cue, above it the AI side has more, below it the human side. What is far from .500 must be normalised away or matched, or a model learns it.",
        Object.entries(trivialFeatures)
          .map(([name, meaning]) => `${name}: ${meaning}`)
          .join("; "),
      ],
      rows: cueRows(report.cues),
    },
  ];
  return `## ${samples.toLocaleString("en")} samples\n\n${tables.map(tableToMarkdown).join("\n")}`;
}

function problemRows({ problems }: DatasetReport) {
  return Object.entries(problems.counts).map(([problem, rows]) => ({ problem, rows }));
}

function findingRows({ duplicates, conflicts, nearDuplicates, groupsOfBothLabels, repeatedIds }: DatasetReport) {
  const row = (finding: string, { sets, samples, examples }: Finding) => ({
    finding,
    sets,
    samples,
    example: examples[0]?.join(", ") ?? "",
  });
  const rows = [
    row("equal code (white space ignored)", duplicates),
    row("equal code with different labels", conflicts),
    row("groups of both labels", groupsOfBothLabels),
    row("ids that occur again", repeatedIds),
  ];
  if (!nearDuplicates) return rows;
  const { acrossGroups, acrossLabels } = nearDuplicates;
  const crossing = `near-duplicates, other code (${acrossGroups.toLocaleString("en")} sets across groups, ${acrossLabels.toLocaleString("en")} across labels)`;
  return [...rows, row(crossing, nearDuplicates)];
}

function cueRows(cues: readonly Cue[]): Table["rows"] {
  const rows: Record<string, Cell>[] = [];
  for (const places of Map.groupBy(cues, ({ source, language }) => `${source}\0${language}`).values()) {
    const { source, language, humans, ais } = places[0]!;
    const row: Record<string, Cell> = { source, language, humans, ais };
    for (const [at, { feature, auroc }] of places.slice(0, shownCues).entries()) {
      row[`cue ${at + 1}`] = feature;
      row[`AUROC ${at + 1}`] = { value: auroc };
    }
    rows.push(row);
  }
  return rows;
}
