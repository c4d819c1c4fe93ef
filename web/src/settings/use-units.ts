import { contribution } from "../format/contribution.ts";
import { frequency } from "../format/frequency.ts";
import { percent } from "../format/percent.ts";
import { usePreferences } from "./kept-preferences.ts";

/** Numbers as the reader has chosen to see them. */
export interface Units {
  /** A probability or rate, 0..1. */
  readonly probability: (share: number) => string;
  /** Log-odds; above 0 they speak for AI. */
  readonly contribution: (logOdds: number) => string;
}

export function useUnits(): Units {
  const { probabilityUnit, contributionUnit } = usePreferences();
  return {
    probability: probabilityUnit === "percent" ? percent : frequency,
    contribution: (logOdds) => contribution(logOdds, contributionUnit),
  };
}
