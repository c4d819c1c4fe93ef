import type { Drift, DriftFigures } from "../monitoring.ts";
import { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
import { mix, type Mixture } from "./mixture.ts";
import { stabilityIndex } from "./stability-index.ts";

/**
 * Without any drift the index of n samples in B bins is about (B - 1) / n (Yurdakul & Naranjo 2020, Journal of Risk
 * Model Validation 14:89-100: chi-squared with B - 1 degrees of freedom, over n): with 200 in ten bins it passes 0.1
 * less than once in 50 weeks.
 */
const fewestSamples = 200;
const warnsAt = 0.1;
const alarmsAt = 0.25;

type Finding = Pick<Drift, "n" | "level" | "measured" | "reading">;

/**
 * Compares what was seen with what the checkpoint was trained on.
 * @param counts samples in each bin of the mixture; only their sum matters without one
 */
export function measureDrift(counts: readonly number[], mixture: Mixture | undefined): Finding {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n < fewestSamples)
    return {
      n,
      level: "too-few",
      measured: null,
      reading: `Too few to say: ${n}, and at least ${fewestSamples} are needed.`,
    };
  if (!mixture)
    return {
      n,
      level: "no-reference",
      measured: null,
      reading: "The checkpoint does not keep enough of its held-out code to compare with.",
    };
  const expected = mix(mixture, mixture.trained);
  const measured: DriftFigures = {
    stability: stabilityIndex(counts, expected),
    kolmogorovSmirnov: kolmogorovSmirnov(counts, expected, mixture.samples),
    intervals: counts.map((count, bin) => ({
      from: mixture.edges[bin - 1] ?? null,
      to: mixture.edges[bin] ?? null,
      seen: count / n,
      expected: expected[bin]!,
    })),
    nearestMix: findNearestMix(counts, mixture),
  };
  return { n, measured, ...read(measured, mixture) };
}

/** By whole percents, which is finer than a week's predictions can tell. */
function findNearestMix(counts: readonly number[], mixture: Mixture): DriftFigures["nearestMix"] {
  const tried = Array.from({ length: 101 }, (_, percent) => {
    const ai = percent / 100;
    return { ai, stability: stabilityIndex(counts, mix(mixture, ai)) };
  });
  return tried.reduce((nearest, one) => (one.stability < nearest.stability ? one : nearest));
}

function read({ stability, nearestMix }: DriftFigures, { trained }: Mixture): Pick<Finding, "level" | "reading"> {
  if (stability < warnsAt) return { level: "steady", reading: "As in training." };
  const share = `${Math.round(nearestMix.ai * 100)} % AI code in place of ${Math.round(trained * 100)} %`;
  if (nearestMix.stability < warnsAt)
    return {
      level: "warning",
      reading: `Another mix than in training explains it: ${share}. The detectors see code of the kinds they know.`,
    };
  if (stability < alarmsAt) return { level: "warning", reading: "Not quite as in training. Keep an eye on it." };
  return {
    level: "alarm",
    reading:
      "Not as in training, and no mix of the known kinds of code explains it. " +
      "Look at this week's predictions; train again with code of this kind.",
  };
}
