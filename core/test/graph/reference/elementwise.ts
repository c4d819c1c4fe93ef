import { broadcastShape, fill, type NumberArray, readBroadcast } from "./array.ts";

const unary: Readonly<Record<string, (x: number) => number>> = {
  Abs: Math.abs,
  Cos: Math.cos,
  Erf: erf,
  Exp: Math.exp,
  FastGelu: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  Floor: Math.floor,
  Gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  Identity: (x) => x,
  Log: Math.log,
  Neg: (x) => -x,
  Not: (x) => 1 - x,
  Reciprocal: (x) => 1 / x,
  Relu: (x) => Math.max(x, 0),
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Sign: Math.sign,
  Sin: Math.sin,
  Softplus: (x) => Math.log1p(Math.exp(x)),
  Sqrt: Math.sqrt,
  Tanh: Math.tanh,
};

const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  And: (a, b) => a * b,
  Div: (a, b) => a / b,
  Equal: (a, b) => Number(a === b),
  Greater: (a, b) => Number(a > b),
  GreaterOrEqual: (a, b) => Number(a >= b),
  Less: (a, b) => Number(a < b),
  LessOrEqual: (a, b) => Number(a <= b),
  Max: Math.max,
  Min: Math.min,
  Mul: (a, b) => a * b,
  Or: Math.max,
  Pow: (a, b) => a ** b,
  Sub: (a, b) => a - b,
};

/** The result of an elementwise node, or undefined when the operator is none. */
export function elementwise(operator: string, inputs: readonly NumberArray[]): NumberArray | undefined {
  const [a, b, c] = inputs;
  const single = unary[operator];
  if (single) return { shape: a!.shape, data: a!.data.map(single) };
  const pair = binary[operator];
  if (pair) return fill(broadcastShape(a!.shape, b!.shape), (at) => pair(readBroadcast(a!, at), readBroadcast(b!, at)));
  if (operator !== "Where") return undefined;
  return fill(broadcastShape(a!.shape, b!.shape, c!.shape), (at) =>
    readBroadcast(a!, at) ? readBroadcast(b!, at) : readBroadcast(c!, at),
  );
}

/** By the series whose terms are all positive (Abramowitz and Stegun, 7.1.6). */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 400; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
