const dayMs = 86_400_000;

/** Midnight in UTC that began the day. */
export const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs);

export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** The Monday in UTC of its week (ISO 8601), such as `2026-03-02`. */
export function weekOf(at: Date): string {
  return toDate(addDays(startOfDay(at), -((at.getUTCDay() + 6) % 7)));
}

/** Such as `2026-03-02`, in UTC. */
export const toDate = (at: Date): string => at.toISOString().slice(0, 10);
