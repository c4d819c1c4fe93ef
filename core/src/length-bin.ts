/** Length bins of the quality protocols, by lines judged. */
export const lengthBins = ["1-9", "10-29", "30-99", "100+"] as const;
export type LengthBin = (typeof lengthBins)[number];

export function lengthBin(lines: number): LengthBin {
  return lines < 10 ? "1-9" : lines < 30 ? "10-29" : lines < 100 ? "30-99" : "100+";
}
