import { z95, type Interval, type Rate } from "whowrote/statistics/interval";
import type { Comparison, VersionFigures } from "../experiment.ts";

/** With fewer requests in an arm nothing is compared. */
const fewestRequests = 100;

/** Compares each further arm with the first. */
export function compareArms(arms: readonly VersionFigures[]): readonly Comparison[] {
  const [first, ...others] = arms;
  return first === undefined ? [] : others.flatMap((second) => compareTwo(first, second));
}

function compareTwo(first: VersionFigures, second: VersionFigures): readonly Comparison[] {
  const [a, b] = [first.probability, second.probability];
  return [
    tell("verdict-ai", first, second, {
      n: Math.min(first.requests, second.requests),
      difference: () => rateDifference(first.verdicts.ai, second.verdicts.ai),
    }),
    tell("probability", first, second, {
      n: Math.min(a?.n ?? 0, b?.n ?? 0),
      difference: () => meanDifference(a!, b!),
    }),
    tell("disputed", first, second, {
      n: Math.min(first.disputed.n, second.disputed.n),
      difference: () => rateDifference(first.disputed, second.disputed),
    }),
  ];
}

/**
 * Interval of a difference of two independent shares, second minus first: the hybrid of their Wilson intervals
 * (Newcombe 1998, Statistics in Medicine 17:873-890, method 10).
 */
export function rateDifference(first: Rate, second: Rate): Interval {
  const value = second.value - first.value;
  return {
    value,
    low: value - Math.hypot(second.value - second.low, first.high - first.value),
    high: value + Math.hypot(second.high - second.value, first.value - first.low),
  };
}

type Mean = NonNullable<VersionFigures["probability"]>;

/** Interval of a difference of two means, second minus first (Welch 1938), normal: there are 100 and more of each. */
function meanDifference(first: Mean, second: Mean): Interval {
  const value = second.value - first.value;
  const spread = z95 * Math.sqrt(first.deviation ** 2 / first.n + second.deviation ** 2 / second.n);
  return { value, low: value - spread, high: value + spread };
}

interface Measured {
  readonly n: number;
  readonly difference: () => Interval;
}

const wordings = {
  "verdict-ai": { more: "says ai more often", less: "says ai less often" },
  probability: { more: "gives higher probabilities of AI", less: "gives lower probabilities of AI" },
  disputed: { more: "is disputed more often", less: "is disputed less often" },
} as const satisfies Record<Comparison["of"], object>;

function tell(
  of: Comparison["of"],
  { version: first }: VersionFigures,
  { version: second }: VersionFigures,
  { n, difference }: Measured,
): Comparison {
  if (n < fewestRequests) {
    const reading = `Too few to compare: ${n} requests in the smaller arm, at least ${fewestRequests} are needed.`;
    return { of, first, second, difference: null, reading };
  }
  const found = difference();
  const { value, low, high } = found;
  const range = `${points(low)} to ${points(high)} points`;
  const reading =
    low <= 0 && high >= 0
      ? `No difference can be shown yet: it may be anything from ${range}.`
      : `${second} ${wordings[of][value > 0 ? "more" : "less"]} than ${first}, by ${range}.`;
  return { of, first, second, difference: found, reading };
}

const points = (share: number): string => (share * 100).toFixed(1);
