/** "a", "a and b", "a, b and c". */
export function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

const longestExcerpt = 60;

/** A piece of the code in one line between quotation marks, cut at its end. */
export function excerpt(text: string): string {
  const characters = [...text.trim().replace(/\s+/g, " ")];
  const cut =
    characters.length > longestExcerpt ? `${characters.slice(0, longestExcerpt - 1).join("")}…` : characters.join("");
  return `“${cut}”`;
}

const spans = { "1-9": "under 10", "10-29": "10 to 29", "30-99": "30 to 99", "100+": "100 and more" } as const;

/** "30 to 99 lines". */
export const linesOfBin = (bin: keyof typeof spans): string => `${spans[bin]} lines`;
