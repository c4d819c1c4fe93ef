/**
 * What something adds to the score, signed: "+0.42" log-odds, or "+0.61 bits". The sign says for whom: above 0 for AI. A
 * single token adds little, so what is below 0.1 has three digits: "+0.023".
 */
export function contribution(logOdds: number, unit: "log-odds" | "bits"): string {
  const value = unit === "bits" ? logOdds / Math.LN2 : logOdds;
  const size = Math.abs(value).toFixed(Math.abs(value) < 0.1 && value !== 0 ? 3 : 2);
  const sign = Number(size) === 0 ? "" : value < 0 ? "\u2212" : "+";
  return `${sign}${size}${unit === "bits" ? "\u00a0bits" : ""}`;
}
