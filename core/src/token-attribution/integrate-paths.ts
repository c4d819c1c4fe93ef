import { batchByLength } from "../window/batches.ts";
import { trapezoidWeights } from "./trapezoid-weights.ts";

/** A window on its way from the baseline to itself. */
export interface AttributionPath {
  /** As the encoder reads them, special tokens among them. */
  readonly ids: Int32Array;
  /** What each token begins as; equal to `ids` where it stays as it is all the way. */
  readonly baseline: Int32Array;
}

/** A place on a path: its embeddings are baseline + alpha · (embeddings - baseline). */
export interface PathPoint {
  readonly path: AttributionPath;
  /** 0 to 1 */
  readonly alpha: number;
}

export interface EvaluatedPoint {
  /** Log-odds. */
  readonly score: number;
  /** How fast each token moves the score here: its gradient times (embedding - baseline). One per id of the path. */
  readonly slopes: Float32Array;
}

/** Asks the model about points of paths, at most as many as a batch holds. */
export type EvaluatePoints = (points: readonly PathPoint[]) => Promise<readonly EvaluatedPoint[]>;

export interface PathLimits {
  /** Into how many steps every path is cut at first. */
  readonly steps: number;
  /** No path is cut into more. */
  readonly mostSteps: number;
  /** Share of the change of the mean score that the contributions along a path may miss. */
  readonly tolerance: number;
  /** Points that are asked for together hold at most so many tokens, padding among them; it bounds the memory. */
  readonly tokensPerBatch: number;
  /** Told after every batch: points evaluated so far, and how many it will be if no path needs more steps. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What a path adds up to. */
export interface PathIntegral {
  /** Log-odds at its end and at its beginning. */
  readonly score: number;
  readonly baselineScore: number;
  /** One per id of the path. */
  readonly contributions: Float64Array;
  readonly steps: number;
}

/** Log-odds. A contribution this small moves no probability by more than .00025, so no path is refined for it. */
export const negligible = 0.001;

interface Curve {
  readonly path: AttributionPath;
  /** At equal steps, from 0 to 1. */
  readonly points: readonly EvaluatedPoint[];
}

/**
 * Integrated gradients: the slopes along each path, summed by the trapezoidal rule. A path whose contributions miss too
 * much of its score's change is cut again, with steps half as long.
 * @throws when the model gives a score that is no finite number
 */
export async function integratePaths(
  paths: readonly AttributionPath[],
  evaluate: EvaluatePoints,
  limits: PathLimits,
): Promise<readonly PathIntegral[]> {
  const ask = createAsker(evaluate, limits);
  const results: PathIntegral[] = [];
  let curves: (Curve & { readonly at: number })[] = paths.map((path, at) => ({ path, at, points: [] }));
  for (let steps = limits.steps; curves.length > 0; steps *= 2) {
    const cut = await ask(curves, steps);
    for (const [place, { at }] of curves.entries()) results[at] = integrate(cut[place]!);
    const allowed = Math.max(limits.tolerance * Math.abs(meanChange(results)), negligible);
    curves = curves
      .map((curve, place) => ({ ...curve, ...cut[place]! }))
      .filter(({ at }) => Math.abs(residualOf(results[at]!)) > allowed);
    if (steps * 2 > limits.mostSteps) break;
  }
  return results;
}

/** What the contributions miss of the change of the score. */
function residualOf({ score, baselineScore, contributions }: PathIntegral): number {
  return score - baselineScore - contributions.reduce((sum, contribution) => sum + contribution, 0);
}

function meanChange(integrals: readonly PathIntegral[]): number {
  return integrals.reduce((sum, { score, baselineScore }) => sum + score - baselineScore, 0) / integrals.length;
}

function integrate({ path, points }: Curve): PathIntegral {
  const weights = trapezoidWeights(points.length - 1);
  const contributions = new Float64Array(path.ids.length);
  for (const [at, { slopes }] of points.entries())
    for (let token = 0; token < contributions.length; token++) contributions[token]! += weights[at]! * slopes[token]!;
  return {
    score: points.at(-1)!.score,
    baselineScore: points[0]!.score,
    contributions,
    steps: points.length - 1,
  };
}

/** Gives each curve the points that it lacks. */
function createAsker(evaluate: EvaluatePoints, { tokensPerBatch, onProgress }: PathLimits) {
  let done = 0;
  let total = 0;
  return async (curves: readonly Curve[], steps: number): Promise<readonly Curve[]> => {
    const wanted = curves.flatMap(({ path, points }, curve) =>
      missingPlaces(points.length, steps).map((place) => ({ curve, place, path, alpha: place / steps })),
    );
    const known = curves.map(({ points }) => placeKnown(points, steps));
    total += wanted.length;
    for (const { items } of batchByLength(
      wanted.map(({ path }) => path.ids.length),
      { tokensPerBatch },
    )) {
      const batch = items.map((item) => wanted[item]!);
      const answers = await evaluate(batch);
      for (const [at, { curve, place }] of batch.entries()) known[curve]![place] = checked(answers[at]!);
      onProgress?.((done += batch.length), total);
    }
    return curves.map(({ path }, curve) => ({ path, points: known[curve]! }));
  };
}

/** After halving, every second place is known. */
function missingPlaces(known: number, steps: number): number[] {
  const places = Array.from({ length: steps + 1 }, (_, place) => place);
  return known === 0 ? places : places.filter((place) => place % 2 === 1);
}

function placeKnown(points: readonly EvaluatedPoint[], steps: number): EvaluatedPoint[] {
  const placed: EvaluatedPoint[] = [];
  for (const [at, point] of points.entries()) placed[(at * steps) / (points.length - 1)] = point;
  return placed;
}

function checked(point: EvaluatedPoint): EvaluatedPoint {
  if (Number.isFinite(point.score)) return point;
  throw new Error(
    `The encoder's score is ${point.score}, so it cannot be shared out among tokens. ` +
      "Its weights are damaged or do not fit: fetch or train the checkpoint again.",
  );
}
