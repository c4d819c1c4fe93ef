/** How far a run is. */
export interface TrainingProgress {
  readonly step: number;
  readonly totalSteps: number;
  /** Of the last step. */
  readonly loss: number;
  /** Tokens, or rows where there are none, a second. */
  readonly speed: number;
  readonly secondsLeft: number;
}

/** Measures speed over the last seconds, so that it follows a machine whose load changes. */
export interface SpeedMeter {
  /** Takes in a step's time and the tokens (padding not counted) it learned from. */
  readonly add: (seconds: number, tokens: number) => void;
  readonly tokensPerSecond: () => number;
  readonly secondsPerStep: () => number;
}

/** Older steps fade by this much at every step. */
const fading = 0.97;

export function createSpeedMeter(): SpeedMeter {
  let [seconds, tokens, steps] = [0, 0, 0];
  return {
    add: (time, count) => {
      seconds = seconds * fading + time;
      tokens = tokens * fading + count;
      steps = steps * fading + 1;
    },
    tokensPerSecond: () => (seconds > 0 ? tokens / seconds : 0),
    secondsPerStep: () => (steps > 0 ? seconds / steps : 0),
  };
}

/** "12 s", "3 min", "5 h 20 min" */
export function describeTime(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
