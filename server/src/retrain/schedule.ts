import { parseCron } from "./cron.ts";

/** When to train again. */
export interface Schedule {
  /** The first time after the last run, or undefined when there is none. */
  readonly next: (last: Date) => Date | undefined;
}

const unitMs = { h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * Reads `12h`, `7d`, `4w` or a line of a crontab in UTC, such as `0 3 * * 0`.
 * @throws {Error} that says what it takes
 */
export function parseSchedule(text: string): Schedule {
  const match = /^(\d{1,4})([hdw])$/.exec(text.trim());
  if (!match) return parseCron(text);
  const ms = Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
  if (ms === 0) throw new Error(`${text} is no time. Give 1h or more.`);
  return { next: (last) => new Date(last.getTime() + ms) };
}
