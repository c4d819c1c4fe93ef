/** What is smaller adds nothing that one could see. */
const least = 0.00005;

/**
 * What something adds to the score, signed: "+0.42" log-odds, or "+0.61 bits". The sign says for whom: above 0 for AI. A
 * single token adds little, so below 0.1 it is the digits that count: "+0.0023".
 */
export function contribution(logOdds: number, unit: "log-odds" | "bits"): string {
  const value = unit === "bits" ? logOdds / Math.LN2 : logOdds;
  const magnitude = Math.abs(value);
  const size = magnitude < 0.1 && magnitude >= least ? String(Number(magnitude.toPrecision(2))) : magnitude.toFixed(2);
  const sign = magnitude < least ? "" : value < 0 ? "\u2212" : "+";
  return `${sign}${size}${unit === "bits" ? "\u00a0bits" : ""}`;
}
