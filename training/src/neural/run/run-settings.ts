import type { RateSchedule } from "./learning-rate.ts";
import type { TrainerSettings } from "../trainer.ts";

/** A part of a run in which the same parameters move. AdamW begins afresh in each, since its moments would not fit. */
export interface Stage {
  readonly epochs: number;
  /** The encoder stays as it is and is not differentiated. */
  readonly frozen: boolean;
}

/** How a run learns, whatever it learns. */
export interface RunSettings extends TrainerSettings {
  readonly stages: readonly Stage[];
  /** Most steps of a stage; undefined is no limit. */
  readonly maxSteps?: number | undefined;
  readonly schedule: Omit<RateSchedule, "totalSteps">;
  /** Steps from one evaluation to the next; 0 evaluates at the end of each epoch only. Each stage ends with one. */
  readonly evaluateEvery: number;
  /** Steps from one saving to the next. */
  readonly saveEvery: number;
  /** Evaluations without a better one that end a stage. */
  readonly patience?: number | undefined;
}
