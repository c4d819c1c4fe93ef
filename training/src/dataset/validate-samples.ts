import { CueAudit } from "./cue-audit.ts";
import type { DatasetReport, Finding, NearDuplicateFinding } from "./dataset-report.ts";
import { hashCode } from "./hash-code.ts";
import { NearDuplicateFinder } from "./near-duplicates.ts";
import type { ProblemTally } from "./problem-tally.ts";
import { standardColumns } from "./column-map.ts";
import type { Sample } from "./sample.ts";

export interface ValidateOptions {
  /** What the reader reported; its `add` is the `onProblem` of `readSamples`. */
  readonly problems?: ProblemTally;
  /** Near-duplicates cost most of the time and memory. Default true. */
  readonly findNearDuplicates?: boolean;
}

/** What is kept of a sample. */
type Facts = Pick<Sample, "id" | "language" | "label" | "source" | "group"> & {
  readonly kind: string;
  readonly domain: string;
};

const examplesShown = 20;
const membersShown = 4;
const always: ReadonlySet<string> = new Set(["id", "code", "language", "label", "source", "group"]);

/**
 * Reads samples once and reports what a person must know before training on them: counts, duplicates, labels that conflict, groups of
 * both labels, and cues that tell the labels apart without reading code. The code itself is not kept: about 2 KB a sample are.
 */
export async function validateSamples(
  samples: AsyncIterable<Sample> | Iterable<Sample>,
  { problems, findNearDuplicates = true }: ValidateOptions = {},
): Promise<DatasetReport> {
  const facts: Facts[] = [];
  const byCode = new Map<number, number[]>();
  const missing: Record<string, number> = {};
  const cues = new CueAudit();
  const finder = findNearDuplicates ? new NearDuplicateFinder() : undefined;
  /** For each text in the finder the first sample that has it. */
  const distinct: number[] = [];
  const optional = Object.keys(standardColumns).filter((field) => !always.has(field)) as (keyof Sample)[];
  for await (const sample of samples) {
    const { id, language, label, source, group, kind = "", domain = "" } = sample;
    const at = facts.push({ id, language, label, source, group, kind, domain }) - 1;
    for (const field of optional) if (sample[field] === undefined) missing[field] = (missing[field] ?? 0) + 1;
    cues.add(sample);
    const code = hashCode(sample.code);
    const same = byCode.get(code);
    if (same) same.push(at);
    else {
      byCode.set(code, [at]);
      distinct.push(at);
      finder?.add(sample.code);
    }
  }
  const equal = [...byCode.values()].filter((set) => set.length > 1);
  const byGroup = [...Map.groupBy(facts.keys(), (at) => facts[at]!.group).values()];
  const byId = [...Map.groupBy(facts.keys(), (at) => facts[at]!.id).values()];
  const ids = (at: number): string => facts[at]!.id;
  return {
    samples: facts.length,
    problems: { counts: problems?.counts ?? {}, examples: problems?.examples ?? [] },
    cells: countCells(facts),
    sources: countSources(facts),
    missing,
    repeatedIds: createFinding(
      byId.filter((set) => set.length > 1),
      ids,
    ),
    duplicates: createFinding(equal, ids),
    conflicts: createFinding(
      equal.filter((set) => differ(facts, set, "label")),
      ids,
    ),
    nearDuplicates: finder && nearDuplicateFinding(finder.find().clusters, distinct, facts),
    groupsOfBothLabels: createFinding(
      byGroup.filter((set) => differ(facts, set, "label")),
      (at) => facts[at]!.group,
    ),
    cues: cues.find(),
  };
}

function nearDuplicateFinding(
  clusters: Int32Array,
  distinct: readonly number[],
  facts: readonly Facts[],
): NearDuplicateFinding {
  const sets = [...Map.groupBy(clusters.keys(), (text) => clusters[text]!).values()]
    .filter((set) => set.length > 1)
    .map((set) => set.map((text) => distinct[text]!));
  return {
    ...createFinding(sets, (at) => facts[at]!.id),
    acrossGroups: sets.filter((set) => differ(facts, set, "group")).length,
    acrossLabels: sets.filter((set) => differ(facts, set, "label")).length,
  };
}

const differ = (facts: readonly Facts[], set: readonly number[], field: "label" | "group"): boolean =>
  set.some((at) => facts[at]![field] !== facts[set[0]!]![field]);

function createFinding(sets: readonly (readonly number[])[], nameOf: (at: number) => string): Finding {
  return {
    sets: sets.length,
    samples: sets.reduce((sum, set) => sum + set.length, 0),
    examples: sets.slice(0, examplesShown).map((set) => [...new Set(set.map(nameOf))].slice(0, membersShown)),
  };
}

function countCells(facts: readonly Facts[]): DatasetReport["cells"] {
  const keyOf = ({ language, label, kind, domain }: Facts): string => [language, label, kind, domain].join("\0");
  return [...Map.groupBy(facts, keyOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, cell]) => {
      const { language, label, kind, domain } = cell[0]!;
      return {
        language,
        label,
        kind,
        domain,
        samples: cell.length,
        groups: new Set(cell.map(({ group }) => group)).size,
      };
    });
}

function countSources(facts: readonly Facts[]): DatasetReport["sources"] {
  return [...Map.groupBy(facts, ({ source }) => source)].map(([source, own]) => {
    const count = (wanted: Sample["label"]): number => own.filter(({ label }) => label === wanted).length;
    const groups = new Set(own.map(({ group }) => group)).size;
    return { source, human: count("human"), ai: count("ai"), hybrid: count("hybrid"), groups };
  });
}
