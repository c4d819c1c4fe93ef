import type { EvaluatedPoint, PathPoint } from "whowrote/token-attribution/integrate-paths";

/** A model without an encoder: every id has a value, and the score is a function of the sum of the values. */
export function createLineModel(
  valueOf: (id: number) => number,
  score: (sum: number) => number = (sum) => sum,
  slope: (sum: number) => number = () => 1,
): (points: readonly PathPoint[]) => Promise<EvaluatedPoint[]> {
  return (points) => {
    const answers = points.map(({ path, alpha }) => {
      const ways = Array.from(path.ids, (id, at) => valueOf(id) - valueOf(path.baseline[at]!));
      const sum = ways.reduce((total, way, at) => total + valueOf(path.baseline[at]!) + alpha * way, 0);
      return { score: score(sum), slopes: Float32Array.from(ways, (way) => slope(sum) * way) };
    });
    return Promise.resolve(answers);
  };
}
