interface Place {
  readonly current: number;
  readonly count: number;
  /** Rows in sight. */
  readonly page: number;
}

/** The row that a key leads to; undefined when the key leads nowhere. */
export function nextRow(key: string, { current, count, page }: Place): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, current + step));
}
