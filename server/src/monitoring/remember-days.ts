import { addDays, startOfDay, toDate } from "./weeks.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * Reads days, and days that are over only once: what is stored of them does not grow any more an hour after midnight.
 * Others are read again after a minute.
 * @param read everything of the day that begins then
 * @param now the clock
 */
export function rememberDays<Row>(
  read: (day: Date) => Promise<readonly Row[]>,
  now: () => Date,
): (from: Date) => Promise<ReadonlyMap<string, readonly Row[]>> {
  const known = new Map<string, { readonly rows: readonly Row[]; readonly until: number }>();
  return async (from) => {
    const first = startOfDay(from);
    const days = new Map<string, readonly Row[]>();
    for (let day = first; day <= now(); day = addDays(day, 1)) {
      const date = toDate(day);
      const at = now().getTime();
      let remembered = known.get(date);
      if (!remembered || remembered.until <= at) {
        const isOver = addDays(day, 1).getTime() + hourMs <= at;
        remembered = { rows: await read(day), until: isOver ? Infinity : at + minuteMs };
        known.set(date, remembered);
      }
      days.set(date, remembered.rows);
    }
    for (const date of known.keys()) if (!days.has(date)) known.delete(date);
    return days;
  };
}
