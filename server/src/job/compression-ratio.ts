/** Code packs 3 to 10 times, generated tables up to 100 times; zeros pack 1,000 times. */
const highestRatio = 200;

/**
 * Whether so many bytes came out of so few that it was made to fill a machine.
 * @param harmless so many bytes fill none
 */
export const isBomb = (packed: number, unpacked: number, harmless: number): boolean =>
  unpacked > harmless && unpacked > packed * highestRatio;
