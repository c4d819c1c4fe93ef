import { tailRates } from "./calibration.ts";
import type { Detection, Reason } from "./detection.ts";

/** A share of 1 as "3.2 %". */
export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 9.95 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}

/** A share of 1 to two digits, for rates that may be far below 1 %: "0.052 %". */
export const finePercent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

/** A contribution or score with its sign. */
export const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

/** A false-alarm rate is not told apart above 50 %, nor below the strictest rate that was measured. */
export function boundedRate(rate: number): string {
  if (rate >= 1) return "more than 50 %";
  return rate <= tailRates.at(-1)! ? `at most ${percent(rate)}` : percent(rate);
}

/** A probability in whole percent, never told as certain: "over 99 %". */
export function chance(probability: number): string {
  if (probability > 0.99) return "over 99 %";
  return probability < 0.01 ? "under 1 %" : `${Math.round(probability * 100)} %`;
}

/** "1 file", "1,204 files". */
export function countOf(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

/** A measured value with its unit. Shares become percentages; "score" and "ratio" have nothing to add. */
export function measured(value: number, unit: string): string {
  if (unit === "share") return percent(value);
  const digits = Number(value.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 });
  return unit === "score" || unit === "ratio" ? digits : `${digits} ${unit}`;
}

/** The middle half of what people and AIs write, where it is known: "people 2 to 5 %, AI 6 to 9 %". */
export function typicalRange({ typical, unit }: Reason): string {
  if (typical === undefined) return "";
  const bare = unit === "share" ? "share" : "score";
  const range = ([low, high]: readonly [number, number]): string =>
    measured(low, bare) === measured(high, bare)
      ? measured(low, bare)
      : `${measured(low, bare).replace(/ %$/, "")} to ${measured(high, bare)}`;
  const [human, ai] = [range(typical.human), range(typical.ai)];
  // Equal ranges tell nobody anything.
  return human === ai ? "" : `people ${human}, AI ${ai}`;
}

/** "share of blank lines 31 % (people 4 to 9 %, AI 20 to 33 %)"; of a view, which side its wording is closer to. */
export function reasonInWords(reason: Reason): string {
  if (isWording(reason)) return `${reason.meaning}: closer to ${reason.value > 0 ? "AI's" : "people's"}`;
  const range = typicalRange(reason);
  return `${reason.meaning} ${measured(reason.value, reason.unit)}${range && ` (${range})`}`;
}

/** The strongest reasons that speak for the verdict; for an uncertain one, what the detector says of it. */
export function topReasons(detection: Detection, most: number): string {
  const { verdict, reasons, reason } = detection;
  if (verdict === "uncertain") return reason;
  const side = reasons.filter(({ contribution }) => (verdict === "ai" ? contribution > 0 : contribution < 0));
  // The views overlap: the strongest speaks for the others, and leaves room for what can be counted.
  const wording = side.find(isWording);
  const chosen = side.filter((one) => one === wording || !isWording(one)).slice(0, most);
  return chosen.length === 0 ? reason : chosen.map(reasonInWords).join("; ");
}

const isWording = ({ unit }: Reason): boolean => unit === "score";

/** The honest last line of every report for people. */
export const advice =
  "A verdict is evidence, not proof: a person may have written a file that looks like AI. Never accuse anyone on it alone.";
