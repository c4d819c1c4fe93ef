/** What one evaluation saw; an object of training_history.json. */
export interface HistoryEntry {
  /** Steps done. */
  readonly step: number;
  /** Passes through the data done, fractions too. */
  readonly epoch: number;
  /** Mean of the training loss since the last entry. */
  readonly loss: number;
  readonly learningRate: number;
  readonly tokensPerSecond: number;
  /** On validation groups. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Which evaluation was the best so far, and how long ago. */
export interface BestSoFar {
  readonly step: number;
  readonly value: number;
  /** Evaluations since. */
  readonly waited: number;
}

/** Takes an evaluation's value in; larger is better, and an equal one is no better. */
export function updateBest(best: BestSoFar | undefined, step: number, value: number): BestSoFar {
  if (best === undefined || value > best.value) return { step, value, waited: 0 };
  return { ...best, waited: best.waited + 1 };
}
