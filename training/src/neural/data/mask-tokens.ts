/** What masking must know of a vocabulary. */
export interface MaskVocabulary {
  readonly size: number;
  readonly mask: number;
  /** Ids that are never chosen and never put in. */
  readonly special: ReadonlySet<number>;
}

/** Puts the mask in the place of each ordinary token with this probability. Writes into `ids`. */
export function hideTokens(
  ids: Int32Array,
  probability: number,
  { mask, special }: MaskVocabulary,
  random: () => number,
): void {
  if (probability === 0) return;
  for (let at = 0; at < ids.length; at++) if (!special.has(ids[at]!) && random() < probability) ids[at] = mask;
}

/** A guess that masked-language modelling asks for. */
export interface HiddenToken {
  /** Place in the window. */
  readonly at: number;
  /** What stood there. */
  readonly id: number;
}

/**
 * Chooses ordinary tokens with this probability, at least one where there is any. Of those 80 % become the mask, 10 % a
 * random ordinary token, and 10 % stay (Devlin et al. 2019, section 3.1). Writes into `ids`.
 */
export function maskForGuessing(
  ids: Int32Array,
  probability: number,
  { size, mask, special }: MaskVocabulary,
  random: () => number,
): HiddenToken[] {
  const ordinary = Array.from(ids.keys()).filter((at) => !special.has(ids[at]!));
  if (ordinary.length === 0) return [];
  const certain = ordinary[Math.floor(random() * ordinary.length)]!;
  const chosen = ordinary.filter((at) => random() < probability || at === certain);
  return chosen.map((at) => {
    const hidden = { at, id: ids[at]! };
    const fate = random();
    if (fate < 0.8) ids[at] = mask;
    else if (fate < 0.9) ids[at] = drawOrdinary(size, special, random);
    return hidden;
  });
}

function drawOrdinary(size: number, special: ReadonlySet<number>, random: () => number): number {
  for (;;) {
    const id = Math.floor(random() * size);
    if (!special.has(id)) return id;
  }
}
