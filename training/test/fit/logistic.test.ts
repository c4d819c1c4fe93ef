import { expect, test } from "vitest";
import { fitLogistic, type LogisticData } from "../../src/fit/logistic.ts";

const count = 12;
const data: LogisticData = {
  values: new Float32Array(Array.from({ length: count }, (_, i) => [i * 0.5, ((i * 7) % 5) - 1, (i * i) % 7]).flat()),
  columns: 3,
  labels: Uint8Array.of(0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1),
  weights: Float32Array.of(1, 2, 1, 1, 0.5, 1, 1, 1, 3, 1, 1, 1),
  rows: Uint32Array.from({ length: count }, (_, at) => at),
};

// python3, scikit-learn 1.9.1, X = the rows above standardised by their mean and deviation, w their weights:
// LogisticRegression(C=1 / (0.05 * w.sum()), tol=1e-12, max_iter=10000).fit(X, y, sample_weight=w); coef_ / deviation
const reference = { weights: [0.612523, -0.053824, 0.120722], means: [2.75, 0.833333, 1.916667], bias: 0.237808 };

test("coefficients are those of scikit-learn's LogisticRegression", () => {
  const { weights, means, bias } = fitLogistic(data, 0.05).toTensors();
  for (const [column, weight] of reference.weights.entries()) {
    expect(weights!.data[column]).toBeCloseTo(weight, 5);
    expect(means!.data[column]).toBeCloseTo(reference.means[column]!, 5);
  }
  expect(bias!.data[0]).toBeCloseTo(reference.bias, 5);
});

test("classes that can be told apart without error need a ridge", () => {
  const apart = { ...data, labels: Uint8Array.from({ length: count }, (_, at) => (at < 6 ? 0 : 1)) };
  expect(() => fitLogistic(apart, 0)).toThrow("give it a ridge above 0");
  expect(fitLogistic(apart, 0.01).predict([5.5, 0, 0])).toBeGreaterThan(0);
});

test("a column that never varies is refused", () => {
  expect(() => fitLogistic({ ...data, rows: Uint32Array.of(0, 5, 10) }, 0.1)).toThrow("Column 1");
});
