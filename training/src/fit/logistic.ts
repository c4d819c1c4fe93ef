import { createLogistic, type Logistic } from "whowrote/classifier/logistic";

export interface LogisticData {
  /** Row-major, finite. */
  readonly values: Float32Array;
  readonly columns: number;
  /** One per row; 1 is "ai". */
  readonly labels: Uint8Array;
  /** One per row; a row of weight 2 counts as two rows. */
  readonly weights: Float32Array;
  /** The rows to fit on, in which every column varies. */
  readonly rows: Uint32Array;
}

const mostSteps = 50;
const tolerance = 1e-9;

/**
 * Logistic regression over standardised columns with an L2 penalty, by Newton's method (Hastie, Tibshirani & Friedman 2009,
 * 4.4.1). Minimises the weighted log-loss plus `ridge` / 2 x the sum of weights x the sum of squared coefficients.
 * @throws when it does not converge: the classes can be told apart without error and `ridge` is 0
 */
export function fitLogistic(data: LogisticData, ridge: number): Logistic {
  const { columns, labels, weights, rows } = data;
  const { means, deviations, standardised } = standardise(data);
  const size = columns + 1;
  const total = rows.reduce((sum, row) => sum + weights[row]!, 0);
  // The last coefficient is the bias, which is not penalised.
  const penalty = Float64Array.from({ length: size }, (_, at) => (at < columns ? ridge * total : 0));
  let coefficients = new Float64Array(size);
  for (let step = 0; step < mostSteps; step++) {
    const gradient = coefficients.map((value, at) => value * penalty[at]!);
    const curvature = Array.from({ length: size }, (_, at) => {
      const line = new Float64Array(size);
      line[at] = penalty[at]!;
      return line;
    });
    for (const [at, row] of rows.entries()) {
      const features = standardised.subarray(at * size, (at + 1) * size);
      const probability = 1 / (1 + Math.exp(-dot(features, coefficients)));
      const slope = weights[row]! * (probability - labels[row]!);
      const bend = weights[row]! * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        gradient[i]! += slope * features[i]!;
        for (let j = 0; j <= i; j++) curvature[i]![j]! += bend * features[i]! * features[j]!;
      }
    }
    const change = solveSymmetric(curvature, gradient);
    coefficients = coefficients.map((value, at) => value - change[at]!);
    if (Math.max(...change.map(Math.abs)) < tolerance)
      return createLogistic({
        weights: Float32Array.from(deviations, (deviation, column) => coefficients[column]! / deviation),
        means: Float32Array.from(means),
        bias: coefficients[columns]!,
      });
  }
  throw new Error(`The logistic regression did not settle in ${mostSteps} steps; give it a ridge above ${ridge}.`);
}

/** Columns with mean 0 and deviation 1 over the rows, and a last one of ones. */
function standardise({ values, columns, rows }: LogisticData) {
  const column = (at: number): Float64Array => Float64Array.from(rows, (row) => values[row * columns + at]!);
  const means = Array.from({ length: columns }, (_, at) => mean(column(at)));
  const deviations = means.map((center, at) => Math.sqrt(mean(column(at).map((value) => (value - center) ** 2))));
  const constant = deviations.indexOf(0);
  if (constant >= 0) throw new Error(`Column ${constant} has the same value in all rows; leave it out.`);
  const standardised = new Float64Array(rows.length * (columns + 1)).fill(1);
  for (const [at, row] of rows.entries())
    for (let feature = 0; feature < columns; feature++)
      standardised[at * (columns + 1) + feature] =
        (values[row * columns + feature]! - means[feature]!) / deviations[feature]!;
  return { means, deviations, standardised };
}

/** Cholesky decomposition of a positive definite matrix, of which the lower triangle is read and overwritten. */
function solveSymmetric(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const upToDiagonal = (i: number, j: number): number => dot(matrix[i]!.subarray(0, j), matrix[j]!.subarray(0, j));
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const rest = matrix[i]![j]! - upToDiagonal(i, j);
      matrix[i]![j] = i === j ? Math.sqrt(rest) : rest / matrix[j]![j]!;
    }
  const solution = right.slice();
  for (let i = 0; i < size; i++)
    solution[i] = (solution[i]! - dot(matrix[i]!.subarray(0, i), solution.subarray(0, i))) / matrix[i]![i]!;
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i]! -= matrix[k]![i]! * solution[k]!;
    solution[i]! /= matrix[i]![i]!;
  }
  return solution;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
