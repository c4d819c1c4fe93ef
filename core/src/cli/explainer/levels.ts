/** How strongly a part of the text speaks: -3 clearly for a person … 0 nothing to speak of … 3 clearly for AI. */
export type Level = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/** Bounds between the levels, as shares of the strongest contribution. */
const bounds = [0.12, 0.35, 0.65];

/** Sorts contributions into levels relative to the strongest of them. */
export function createLevels(contributions: readonly number[]): (contribution: number) => Level {
  let strongest = 0;
  for (const one of contributions) strongest = Math.max(strongest, Math.abs(one));
  return (contribution) => {
    if (strongest === 0) return 0;
    const strength = bounds.filter((bound) => Math.abs(contribution) / strongest > bound).length;
    return (contribution < 0 ? 0 - strength : strength) as Level;
  };
}
