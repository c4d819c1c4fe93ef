/** The times that a line of a crontab names, in UTC. */
export interface Cron {
  /** The first time after that one; undefined when there is none within eight years, as for February 30. */
  readonly next: (after: Date) => Date | undefined;
}

const ranges = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of the month", from: 1, to: 31 },
  { name: "month", from: 1, to: 12 },
  { name: "day of the week", from: 0, to: 7 },
] as const;

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** February 29 may be eight years away, around 2100. */
const mostDays = 366 * 8;

/**
 * Reads minute, hour, day of the month, month and day of the week (0 and 7 are Sunday): `*`, numbers, ranges, lists and
 * steps. Where both days are given, either is enough (POSIX.1-2017, crontab).
 * @throws {Error} that names the field
 */
export function parseCron(line: string): Cron {
  const fields = line.trim().split(/\s+/);
  if (fields.length !== ranges.length)
    throw new Error(
      `${JSON.stringify(line)} has ${fields.length} fields, not minute, hour, day, month and day of the week.`,
    );
  const [minutes, hours, days, months, weekdays] = fields.map((field, at) => parseField(field, ranges[at]!)) as [
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
  ];
  const [anyDay, anyWeekday] = [fields[2] === "*", fields[4] === "*"];
  const isDay = (day: Date): boolean => {
    if (!months.has(day.getUTCMonth() + 1)) return false;
    const byDate = days.has(day.getUTCDate());
    const byWeekday = weekdays.has(day.getUTCDay()) || (day.getUTCDay() === 0 && weekdays.has(7));
    return anyDay || anyWeekday ? byDate && byWeekday : byDate || byWeekday;
  };
  return {
    next: (after) => {
      const first = Math.floor(after.getTime() / dayMs) * dayMs;
      for (let day = 0; day < mostDays; day++) {
        const midnight = first + day * dayMs;
        if (!isDay(new Date(midnight))) continue;
        for (let minute = 0; minute < 1440; minute++) {
          const at = midnight + minute * minuteMs;
          if (at > after.getTime() && hours.has(Math.floor(minute / 60)) && minutes.has(minute % 60))
            return new Date(at);
        }
      }
      return undefined;
    },
  };
}

interface Range {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function parseField(field: string, { name, from, to }: Range): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    const [, low, high, step] = match ?? [];
    const first = Number(low ?? from);
    // `5/10` goes on to the end, as in every cron that knows it.
    const last = Number(high ?? (low === undefined || step !== undefined ? to : low));
    if (!match || first < from || last > to || first > last || step === "0" || step === "00")
      throw new Error(`${JSON.stringify(part)} is no ${name}: give numbers from ${from} to ${to}, *, 1-5, 1,2 or */2.`);
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}
