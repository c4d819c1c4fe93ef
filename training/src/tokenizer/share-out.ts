/**
 * Shares a total out evenly: who wants less than an even share gets what it wants, and what it leaves goes to the others.
 * @param wanted by name, not negative
 * @returns how much each gets, at most what it wants
 */
export function shareOut(wanted: ReadonlyMap<string, number>, total: number): Map<string, number> {
  const shares = new Map<string, number>();
  let rest = total;
  const modestFirst = [...wanted].sort(([, a], [, b]) => a - b);
  for (const [at, [name, amount]] of modestFirst.entries()) {
    const share = Math.min(amount, rest / (modestFirst.length - at));
    shares.set(name, share);
    rest -= share;
  }
  return shares;
}
