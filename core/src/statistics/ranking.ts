/** People's and AI samples sorted by score, so that resampled statistics need no further sort. */
export interface Ranking {
  readonly humans: number;
  readonly ais: number;
  /** Rows in ascending order of score, as indices into what was ranked. */
  readonly order: Uint32Array;
  /** By place in the order. */
  readonly isAi: Uint8Array;
  /** By place in the order: 1 when the score is higher than at the place before. */
  readonly rises: Uint8Array;
}

/** How often each ranked row counts; undefined is once each. */
export type RowWeights = ArrayLike<number> | undefined;

/** @throws when a score is NaN: it has no place in an order. */
export function createRanking(scores: ArrayLike<number>, isAi: ArrayLike<boolean | number>): Ranking {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row);
  for (const row of order)
    if (Number.isNaN(scores[row])) throw new RangeError(`Score ${row} of ${scores.length} is NaN.`);
  order.sort((a, b) => scores[a]! - scores[b]! || a - b);
  const sides = Uint8Array.from(order, (row) => (isAi[row] ? 1 : 0));
  const ais = sides.reduce((sum, side) => sum + side, 0);
  return {
    humans: scores.length - ais,
    ais,
    order,
    isAi: sides,
    rises: Uint8Array.from(order, (row, place) => (place > 0 && scores[row]! > scores[order[place - 1]!]! ? 1 : 0)),
  };
}

/**
 * Area under the ROC curve: the share of (human, AI) pairs in which the AI sample scores higher, ties counted half
 * (Mann & Whitney 1947). 0..1; NaN when one side is empty.
 */
export function areaUnderRoc(ranking: Ranking, weights?: RowWeights): number {
  const { order, isAi, rises } = ranking;
  let wins = 0;
  let below = 0;
  let ais = 0;
  // Of the rows that share the present score.
  let tiedHumans = 0;
  let tiedAis = 0;
  const closeTie = (): void => {
    wins += tiedAis * (below + tiedHumans / 2);
    below += tiedHumans;
    ais += tiedAis;
    tiedHumans = 0;
    tiedAis = 0;
  };
  for (let place = 0; place < order.length; place++) {
    if (rises[place]) closeTie();
    const weight = weights ? weights[order[place]!]! : 1;
    if (isAi[place]) tiedAis += weight;
    else tiedHumans += weight;
  }
  closeTie();
  return wins / (below * ais);
}

/**
 * Share of AI samples whose score exceeds the ceil((n + 1)(1 - rate))-th smallest of the n human scores, so that a
 * new human sample exceeds it with probability at most `rate` (the order statistic of conformal prediction, Vovk 2005).
 * 0..1; NaN when there are fewer than 1 / rate - 1 human samples or no AI samples.
 */
export function truePositiveRate(ranking: Ranking, rate: number, weights?: RowWeights): number {
  const { order, isAi, rises } = ranking;
  const weightAt = (place: number): number => (weights ? weights[order[place]!]! : 1);
  let humans = ranking.humans;
  let ais = ranking.ais;
  if (weights) {
    humans = 0;
    ais = 0;
    for (let place = 0; place < order.length; place++) {
      if (isAi[place]) ais += weightAt(place);
      else humans += weightAt(place);
    }
  }
  const allowed = rankFromTop(humans, rate);
  if (allowed < 1) return Number.NaN;
  let fromTop = 0;
  let place = order.length - 1;
  while (place >= 0) {
    if (!isAi[place]) fromTop += weightAt(place);
    if (fromTop >= allowed) break;
    place--;
  }
  // Places with the threshold's own score do not exceed it.
  while (place < order.length && !(place + 1 < order.length && rises[place + 1])) place++;
  let above = 0;
  for (place++; place < order.length; place++) if (isAi[place]) above += weightAt(place);
  return above / ais;
}

/**
 * The score that a sample must exceed to be called AI when a share `rate` of people may be: the
 * ceil((n + 1)(1 - rate))-th smallest of the n human scores. Infinity with fewer than 1 / rate - 1 of them.
 */
export function humanThreshold(humans: ArrayLike<number>, rate: number): number {
  const allowed = rankFromTop(humans.length, rate);
  return allowed < 1 ? Infinity : Float64Array.from(humans).sort()[humans.length - allowed]!;
}

/** Counted from the highest, the ceil((n + 1)(1 - rate))-th smallest of n is number floor((n + 1) rate). */
function rankFromTop(n: number, rate: number): number {
  // The small term keeps 1000 x 0.001 from falling under 1.
  return Math.floor((n + 1) * rate + 1e-9);
}

/** {@link areaUnderRoc} of two lists of scores. */
export function auroc(humans: ArrayLike<number>, ais: ArrayLike<number>): number {
  return areaUnderRoc(rankSides(humans, ais));
}

/** {@link truePositiveRate} of two lists of scores. */
export function tprAtFpr(humans: ArrayLike<number>, ais: ArrayLike<number>, rate: number): number {
  return truePositiveRate(rankSides(humans, ais), rate);
}

function rankSides(humans: ArrayLike<number>, ais: ArrayLike<number>): Ranking {
  const scores = new Float64Array(humans.length + ais.length);
  scores.set(humans);
  scores.set(ais, humans.length);
  return createRanking(
    scores,
    scores.map((_, row) => (row < humans.length ? 0 : 1)),
  );
}
