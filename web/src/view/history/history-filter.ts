import { languageIds, type LanguageId } from "whowrote/language";
import { verdicts, type Verdict } from "whowrote/verdict";

/** What the history shows, as its address says it. */
export interface HistoryFilter {
  /** A part of it. */
  readonly path?: string;
  readonly verdict?: Verdict;
  readonly language?: LanguageId;
  readonly model?: string;
  /** Judged one by one, or as files of a batch. */
  readonly source?: Source;
  /** First and last day, such as `2026-03-01`, in the reader's own time. */
  readonly from?: string;
  readonly to?: string;
  /** Only those of which somebody says otherwise. */
  readonly disputed?: true;
}

export type FilterName = keyof HistoryFilter;

export const sources = ["requests", "jobs"] as const;
export type Source = (typeof sources)[number];

/** What does not fit is left out: an address may have been written by hand. */
export function readFilter(address: URLSearchParams): HistoryFilter {
  const given = (name: FilterName): string | undefined => address.get(name) ?? undefined;
  const [path, model] = [given("path"), given("model")];
  const source = sources.find((one) => one === given("source"));
  const verdict = verdicts.find((one) => one === given("verdict"));
  const language = languageIds.find((one) => one === given("language"));
  const [from, to] = [readDay(given("from")), readDay(given("to"))];
  return {
    ...(path && { path }),
    ...(verdict && { verdict }),
    ...(language && { language }),
    ...(model && { model }),
    ...(source && { source }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(given("disputed") === "1" && { disputed: true }),
  };
}

/** The same address with another value in one place, and from the first page on. */
export function withFilter(address: URLSearchParams, name: FilterName, value: string | undefined): URLSearchParams {
  const changed = new URLSearchParams(address);
  changed.delete("after");
  if (value === undefined || value === "") changed.delete(name);
  else changed.set(name, value);
  return changed;
}

/** As the API asks for it: days as moments, the last day included. */
export function toPredictionQuery({ model, from, to, disputed, ...same }: HistoryFilter) {
  return {
    ...same,
    ...(model !== undefined && { model_version: model }),
    ...(from !== undefined && { since: startOf(from, 0).toISOString() }),
    ...(to !== undefined && { until: startOf(to, 1).toISOString() }),
    ...(disputed && { disputed: "true" as const }),
  };
}

function readDay(given: string | undefined): string | undefined {
  if (given === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return undefined;
  // The 31st of February would roll over into March.
  return startOf(given, 0).getDate() === Number(given.slice(8)) && Number(given.slice(5, 7)) <= 12 ? given : undefined;
}

/** Midnight in the reader's time zone, so many days later; a day need not have 24 hours. */
function startOf(day: string, daysLater: number): Date {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date + daysLater);
}
