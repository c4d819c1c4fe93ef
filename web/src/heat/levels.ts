/** How strongly a part of a text speaks: -3 clearly for a person … 0 next to nothing … 3 clearly for an AI. */
export type Level = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/** Bounds between the levels, as shares of the strongest part: the same as in the reports of the command line. */
const bounds = [0.12, 0.35, 0.65];

/** The strongest contribution of all, in log-odds, 0 or more. */
export function strongestOf(contributions: Iterable<number>): number {
  let strongest = 0;
  for (const one of contributions) strongest = Math.max(strongest, Math.abs(one));
  return strongest;
}

/** Sorts a contribution into a level, relative to the strongest. */
export function levelOf(contribution: number, strongest: number): Level {
  if (strongest === 0) return 0;
  const strength = bounds.filter((bound) => Math.abs(contribution) / strongest > bound).length;
  return (contribution < 0 ? 0 - strength : strength) as Level;
}
