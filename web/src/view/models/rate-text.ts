import { count as whole } from "../../format/count.ts";
import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";

const { models: text } = english;

/** A share with its 95 % interval, as the API gives it. */
export interface Rate {
  readonly count: number;
  readonly n: number;
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** "3.2 % (1.9 % to 5.2 %)" */
export const shareWithInterval = ({ value, low, high }: Interval): string =>
  text.between(percent(value), percent(low), percent(high));

/** "3.2 % (1.9 % to 5.2 %), 12 of 375"; what was never counted is not measured. */
export function rateText({ count, n, value, low, high }: Rate): string {
  if (value === null) return text.notMeasured;
  return `${shareWithInterval({ value, low, high })}, ${text.countOf(whole(count), whole(n))}`;
}
