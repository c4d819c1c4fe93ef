const runLength = 4;

/** Whether at least half of the text's runs of four words stand in the source, too. A text of fewer words repeats nothing. */
export function repeats(text: string, source: string): boolean {
  const known = new Set(runsOf(source));
  const runs = runsOf(text);
  return runs.length > 0 && runs.filter((run) => known.has(run)).length >= runs.length / 2;
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(runLength - 1).map((_, at) => words.slice(at, at + runLength).join(" "));
}
