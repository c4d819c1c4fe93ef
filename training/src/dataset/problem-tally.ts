import type { ProblemKind, RowProblem } from "./row-problem.ts";

/** Problems counted, the first of each kind kept. */
export interface ProblemTally {
  readonly counts: Readonly<Partial<Record<ProblemKind, number>>>;
  readonly examples: readonly RowProblem[];
  readonly add: (problem: RowProblem) => void;
}

const examplesOfKind = 5;

export function createProblemTally(): ProblemTally {
  const counts: Partial<Record<ProblemKind, number>> = {};
  const examples: RowProblem[] = [];
  return {
    counts,
    examples,
    add: (problem) => {
      const count = (counts[problem.kind] ?? 0) + 1;
      counts[problem.kind] = count;
      if (count <= examplesOfKind) examples.push(problem);
    },
  };
}
