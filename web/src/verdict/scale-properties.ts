/** From where on which verdict is said, as probabilities 0..1. */
export interface ScaleThresholds {
  /** Up to here, and below `aiFrom`, the verdict is "human". */
  readonly humanTo: number;
  readonly aiFrom: number;
}

export interface ProbabilityScaleProperties {
  /** Calibrated probability that an AI wrote it, 0..1; null when nothing can be said. */
  readonly probability: number | null;
  /** Left out where the server tells none, and where too little people's code is there for any verdict. */
  readonly thresholds?: ScaleThresholds | undefined;
  readonly falseAlarmRate: number | null;
  /** The share of false alarms that was accepted. */
  readonly acceptedRate: number;
  /** How many files by people, of this language and length, the false-alarm rate was measured on. */
  readonly comparedFiles?: number | undefined;
}
