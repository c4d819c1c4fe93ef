const units = ["bytes", "kB", "MB", "GB"] as const;

/** A size as "1.4 MB" (powers of 1,000), with a space that does not break. */
export function bytes(size: number): string {
  const power = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  return `${Number(value.toPrecision(value < 10 ? 2 : 3))}\u00a0${units[power]!}`;
}
