import { auroc, tprAtFpr } from "whowrote/statistics/ranking";

/** Scores of windows and what they should have been. */
export interface ScoredWindows {
  /** Log-odds of "ai", one a window. */
  readonly scores: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** Windows of one file have equal numbers; left out where each window stands for itself. */
  readonly files?: ArrayLike<number> | undefined;
}

/**
 * Quality on files (a file's score is the mean of its windows'): area under the ROC curve, share of AI files found when
 * 1 % of people's are called AI (left out with too few people's files), and mean binary cross-entropy of the windows.
 */
export function validationMetrics({ scores, labels, files }: ScoredWindows): Record<string, number> {
  const sums = new Map<number, { score: number; label: number; windows: number }>();
  let loss = 0;
  for (let at = 0; at < scores.length; at++) {
    const [score, label] = [scores[at]!, labels[at]!];
    loss += Math.max(score, 0) - score * label + Math.log1p(Math.exp(-Math.abs(score)));
    const file = files?.[at] ?? at;
    const sum = sums.get(file) ?? { score: 0, label: 0, windows: 0 };
    sums.set(file, { score: sum.score + score, label: sum.label + label, windows: sum.windows + 1 });
  }
  const judged = [...sums.values()].map(({ score, label, windows }) => ({
    score: score / windows,
    label: label / windows,
  }));
  const humans = judged.filter(({ label }) => label < 0.5).map(({ score }) => score);
  const ais = judged.filter(({ label }) => label >= 0.5).map(({ score }) => score);
  const found = tprAtFpr(humans, ais, 0.01);
  return {
    loss: loss / scores.length,
    auroc: auroc(humans, ais),
    ...(Number.isFinite(found) && { "tpr at 1 % fpr": found }),
  };
}
