/** Spans of key numbers, both ends in it. */
export type KeyRange = readonly { readonly from: number; readonly to: number }[];

/** "1-20" or "1-5,8" as spans; undefined when it is neither. */
export function parseKeyRange(text: string): KeyRange | undefined {
  const spans = text.split(",").map((part) => {
    const [, from, to = from] = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    return from === undefined ? undefined : { from: Number(from), to: Number(to) };
  });
  return spans.every((span) => span !== undefined && span.from >= 1 && span.from <= span.to)
    ? (spans as KeyRange)
    : undefined;
}

export const isInRange = (range: KeyRange, number: number): boolean =>
  range.some(({ from, to }) => number >= from && number <= to);

/** The first number that is in both. */
export function firstShared(one: KeyRange, other: KeyRange): number | undefined {
  const starts = [...one, ...other].map(({ from }) => from).toSorted((a, b) => a - b);
  return starts.find((number) => isInRange(one, number) && isInRange(other, number));
}

export const rangeToText = (range: KeyRange): string =>
  range.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
