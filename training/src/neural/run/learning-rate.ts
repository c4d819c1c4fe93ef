export const rateDecays = ["cosine", "linear", "constant"] as const;
export type RateDecay = (typeof rateDecays)[number];

/** How the learning rate moves: up from nothing, then along its decay. */
export interface RateSchedule {
  readonly totalSteps: number;
  /** The rate climbs in a line: a share of all steps below 1, else a number of steps. */
  readonly warmUp: number;
  readonly decay: RateDecay;
  /** Only for `constant`: the rate falls to zero at the end, in a share of all steps below 1, else a number of steps. */
  readonly coolDown: number;
}

/**
 * The rate of a step, counted from 0, as a share of the highest. `cosine` follows Loshchilov & Hutter 2017 (SGDR,
 * equation 5) down to zero, `linear` a line to zero, `constant` stays and then cools down (Hägele et al. 2024, section 3).
 */
export function rateShareAt({ totalSteps, warmUp, decay, coolDown }: RateSchedule, step: number): number {
  const climbing = stepsOf(warmUp, totalSteps);
  const left = Math.max(0, totalSteps - step);
  const climbed = climbing > 0 ? Math.min(1, (step + 1) / climbing) : 1;
  switch (decay) {
    case "cosine":
      return Math.min(climbed, (1 + Math.cos(Math.PI * passed(step, climbing, totalSteps))) / 2);
    case "linear":
      return Math.min(climbed, 1 - passed(step, climbing, totalSteps));
    case "constant":
      return Math.min(climbed, left / Math.max(1, stepsOf(coolDown, totalSteps)));
  }
}

/** Share of the steps after the climb that lie behind. */
function passed(step: number, climbing: number, totalSteps: number): number {
  return Math.min(1, Math.max(0, step - climbing) / Math.max(1, totalSteps - climbing));
}

function stepsOf(amount: number, totalSteps: number): number {
  return amount < 1 ? Math.round(amount * totalSteps) : amount;
}
