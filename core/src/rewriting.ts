/** One answer of a language model that was asked to write the code anew. */
export interface Rewrite {
  /** As the operator named it. */
  readonly model: string;
  readonly text: string;
}

/** Rewrites by one model and how near they came. */
export interface ModelLikeness {
  readonly model: string;
  readonly rewrites: number;
  /** Mean cosine of the original's vector and theirs, -1 to 1. */
  readonly meanSimilarity: number;
}

/**
 * What rewriting says of a piece of code: a language model changes code of a language model less than a person's (Ye et al.,
 * "Uncovering LLM-Generated Code: A Zero-Shot Synthetic Code Detector via Code Rewriting", AAAI 2025, section 3).
 */
export interface RewritingAnswer {
  /** The code is so long that only its first part was sent and compared. */
  readonly isCut?: boolean;
  /** Rewrites asked for, and those that were code and counted. */
  readonly asked: number;
  readonly rewrites: number;
  /** Over all rewrites; null when it abstains before it could be measured. */
  readonly meanSimilarity: number | null;
  /** Nearest first. */
  readonly byModel: readonly ModelLikeness[];
  /** Of several rewriters the one whose rewrites come nearest. No proof: models resemble each other. */
  readonly suspectedModel?: string;
  /** Log-odds of "ai"; null when it abstains. */
  readonly score: number | null;
  readonly probability: number | null;
  /** Share of people's recorded code whose rewrites came at least this near; null when it abstains. */
  readonly falseAlarmRate: number | null;
  /** The least that {@link falseAlarmRate} can be: what the nearest rewrites of all would have. */
  readonly smallestRate?: number;
  readonly abstains?: string;
  /** Why answers were not counted, one each. */
  readonly dropped: readonly string[];
}
