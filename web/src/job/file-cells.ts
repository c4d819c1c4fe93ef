import type { WireJobFile } from "@whowrote/server/schema/job";
import type { LanguageId } from "whowrote/language";
import { count } from "../format/count.ts";
import { languageNames } from "../format/language-name.ts";
import { percent } from "../format/percent.ts";
import { english } from "../text/english.ts";
import { outcomeOf } from "./outcome.ts";
import { plainPath } from "./plain-path.ts";
import type { SortColumn } from "./sort-files.ts";

const { outcome } = english.job;

/** What a row says of a file, as text, for print and report. Empty where there is nothing to say. */
export function fileCells(file: WireJobFile): Readonly<Record<SortColumn, string>> {
  const { probability, false_alarm_rate: rate, lines } = file;
  return {
    path: plainPath(file.path),
    verdict: outcome[outcomeOf(file)],
    probability: probability == null ? "" : percent(probability),
    false_alarm_rate: rate == null ? "" : alarmRate(rate),
    language: file.language === undefined ? "" : nameOfLanguage(file.language),
    lines: lines === undefined ? "" : count(lines),
    error: plainPath(file.error ?? ""),
  };
}

/** The name of a language that the server tells; what this page does not know stays as it is. */
export const nameOfLanguage = (id: string): string => (id in languageNames ? languageNames[id as LanguageId] : id);

/** Rates at 0.1 % and below are not told apart, nor those above one half (core's calibration). */
function alarmRate(rate: number): string {
  if (rate >= 1) return `> ${percent(0.5)}`;
  return rate <= 0.001 ? `≤ ${percent(0.001)}` : percent(rate);
}
