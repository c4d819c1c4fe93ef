import type { Verdict } from "whowrote/verdict";

export interface DayCounts extends Readonly<Record<Verdict, number>> {
  /** Of UTC, such as `2026-03-01`. */
  readonly day: string;
}

interface Counted {
  readonly day?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly count: number;
}

const dayMs = 86_400_000;

/** One entry a day, also for days without anything. `since` is the midnight of the first, in ms of UTC. */
export function fillDays(counted: readonly Counted[], since: number, days: number): DayCounts[] {
  const of = (day: string, verdict: Verdict): number =>
    counted.find((one) => one.day === day && one.verdict === verdict)?.count ?? 0;
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(since + at * dayMs).toISOString().slice(0, 10);
    return { day, human: of(day, "human"), ai: of(day, "ai"), uncertain: of(day, "uncertain") };
  });
}
