import type { Lineup } from "../model-version.ts";
import { Problem } from "../problem.ts";

/** Weights are given by hand: 0.333 three times is meant as a whole. */
const mostRounding = 0.005;

/**
 * The lineup with versions of weight 0 left out and weights that sum to exactly 1 as far as numbers do.
 * @throws {Problem} 422 when the weights do not sum to 1, or a version is named twice
 */
export function checkLineup({ shares: given, shadows }: Lineup): Lineup {
  const shares = given.filter(({ weight }) => weight !== 0);
  const named = [...shares.map(({ version }) => version), ...shadows];
  const twice = named.find((version, at) => named.indexOf(version) !== at);
  if (twice !== undefined)
    throw new Problem(422, `${twice} is named twice. A version answers or shadows once.`, { title: notALineup });
  if (shares.some(({ weight }) => !(weight >= 0 && weight <= 1)))
    throw new Problem(422, "A weight is a share of the traffic, from 0 to 1.", { title: notALineup });
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) > mostRounding)
    throw new Problem(422, `The weights sum to ${Number(sum.toFixed(4))}. Give weights that sum to 1.`, {
      title: notALineup,
    });
  return {
    shares: shares
      .map(({ version, weight }) => ({ version, weight: weight / sum }))
      .toSorted((a, b) => b.weight - a.weight || (a.version < b.version ? -1 : 1)),
    shadows: shadows.toSorted(),
  };
}

const notALineup = "These versions cannot share the traffic";

/** Both as {@link checkLineup} gives them. */
export const isSameLineup = (a: Lineup, b: Lineup): boolean => JSON.stringify(a) === JSON.stringify(b);
