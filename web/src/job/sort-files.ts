import type { WireJobFile } from "@whowrote/server/schema/job";
import { outcomeOf, outcomes } from "./outcome.ts";

/** The value that a column is sorted by; undefined stands at the end in either direction. */
const valueOf = {
  path: ({ path }) => path.toLowerCase(),
  verdict: (file) => outcomes.indexOf(outcomeOf(file)),
  probability: ({ probability }) => probability ?? undefined,
  false_alarm_rate: ({ false_alarm_rate }) => false_alarm_rate ?? undefined,
  language: ({ language }) => language,
  lines: ({ lines }) => lines,
  error: ({ error }) => error,
} as const satisfies Readonly<Record<string, (file: WireJobFile) => string | number | undefined>>;

export type SortColumn = keyof typeof valueOf;
export const sortColumns = Object.keys(valueOf) as readonly SortColumn[];

/** Files in the order of a column; files that are equal in it stay in their own order. */
export function sortFiles(
  files: readonly WireJobFile[],
  column: SortColumn,
  isDescending: boolean,
): readonly WireJobFile[] {
  const value = valueOf[column];
  const sign = isDescending ? -1 : 1;
  const keyed = files.map((file) => ({ file, key: value(file) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ file }) => file);
}
