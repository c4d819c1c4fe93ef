import { z } from "zod";

/**
 * `90d`, `12h`, `8w` from now, or an ISO date, or time with its zone; a date alone is its last moment in UTC.
 * @param now milliseconds since 1970
 * @returns `undefined` when it is none of these, is past, or lies more than a hundred years ahead
 */
export function readExpiry(text: string, now: number): Date | undefined {
  const [, count, unit] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  const at =
    count !== undefined && unit !== undefined
      ? now + Number(count) * hours[unit as keyof typeof hours] * 3_600_000
      : readDate(text);
  return at > now && at < now + mostYears * 366 * 24 * 3_600_000 ? new Date(at) : undefined;
}

function readDate(text: string): number {
  if (day.safeParse(text).success) return Date.parse(`${text}T23:59:59.999Z`);
  return moment.safeParse(text).success ? Date.parse(text) : Number.NaN;
}

const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const hours = { h: 1, d: 24, w: 168 } as const;
const mostYears = 100;
