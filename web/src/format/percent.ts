/**
 * A share of 1 as "3.2 %", with a space that does not break. What is not exactly none or all is never rounded to it:
 * "under 0.1 %", "over 99.9 %".
 */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return "under 0.1\u00a0%";
  if (value < 100 && value > 99.9) return "over 99.9\u00a0%";
  const digits = value < 9.95 || value > 99 ? 1 : 0;
  return `${Number(value.toFixed(digits))}\u00a0%`;
}
