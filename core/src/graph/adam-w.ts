import { operatorError, type Value } from "../graph.ts";
import { scalar } from "./constant.ts";
import { add, cast, div, min, mul, pow, sqrt, sub } from "./nodes/elementwise.ts";
import { reduceSumSquare } from "./nodes/reduce.ts";
import { sameShape } from "./shape.ts";

export interface Learned {
  readonly parameter: Value;
  /** Of the parameter's shape: from `gradients`, or an input that holds a sum over several batches. */
  readonly gradient: Value;
  /** The moments, inputs of the parameter's shape that begin as zeros. */
  readonly first: Value;
  readonly second: Value;
  /** Multiplies the learning rate for this parameter; 1 unless said otherwise. */
  readonly rateScale?: number;
  /** Multiplies the weight decay for this parameter; 0 is usual for biases and norms, 1 is the default. */
  readonly decayScale?: number;
}

export interface AdamWOptions {
  /** float32 [], fed at every run so that a schedule can change it. */
  readonly learningRate: Value;
  /** float32 or int64 [], 1 at the first update. */
  readonly step: Value;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly weightDecay?: number;
  /** Gradients that are longer together, as one vector, are scaled down to this length. */
  readonly clipNorm?: number;
}

/** The values that the next update begins with. */
export interface Updated {
  readonly parameter: Value;
  readonly first: Value;
  readonly second: Value;
}

export interface AdamWUpdate {
  /** In the order of what was learned. */
  readonly updated: readonly Updated[];
  /** Length of all gradients as one vector before clipping; only with `clipNorm`. */
  readonly gradientNorm: Value | undefined;
}

/**
 * One update of Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2), with the
 * defaults of PyTorch's `torch.optim.AdamW` and the clipping of its `clip_grad_norm_`.
 *
 * The moments are kept without the factors 1 - β of the paper, m / (1 - β₁) and v / (1 - β₂): these go into the two numbers
 * below that one step has for all parameters, and every pass over all parameters that is saved is some percent of a
 * training step.
 * @throws when a gradient or a moment has not its parameter's shape
 */
export function adamW(learned: readonly Learned[], options: AdamWOptions): AdamWUpdate {
  const { learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01, clipNorm } = options;
  for (const { parameter, gradient, first, second } of learned)
    for (const value of [gradient, first, second])
      if (!sameShape(parameter.shape, value.shape))
        throw operatorError("adamW", [parameter, value], "gradients and moments have the shape of their parameter");
  // 1 - β^t loses half of its digits in float32 at the first steps.
  const steps = cast(step, "float64");
  const correction = (beta: number): Value => div(1 - beta, sub(1, pow(scalar(step.graph, beta, "float64"), steps)));
  const spread = sqrt(correction(beta2));
  const rate = mul(learningRate, cast(div(correction(beta1), spread), "float32"));
  const floor = cast(div(epsilon, spread), "float32");
  const norm = clipNorm === undefined ? undefined : lengthOf(learned.map(({ gradient }) => gradient));
  const clip = norm && clipNorm !== undefined ? min(div(clipNorm, add(norm, 1e-6)), 1) : undefined;
  const updated = learned.map(({ parameter, gradient, first, second, rateScale = 1, decayScale = 1 }): Updated => {
    const clipped = clip ? mul(gradient, clip) : gradient;
    const nextFirst = add(mul(first, beta1), clipped);
    const nextSecond = add(mul(second, beta2), mul(clipped, clipped));
    const change = mul(div(nextFirst, add(sqrt(nextSecond), floor)), mul(rate, rateScale));
    const decay = weightDecay * decayScale * rateScale;
    const kept = decay === 0 ? parameter : mul(parameter, sub(1, mul(learningRate, decay)));
    return { parameter: sub(kept, change), first: nextFirst, second: nextSecond };
  });
  return { updated, gradientNorm: norm };
}

function lengthOf(values: readonly Value[]): Value | undefined {
  const squares = values.map((value) =>
    reduceSumSquare(
      value,
      value.shape.map((_, axis) => axis),
      false,
    ),
  );
  const [first, ...rest] = squares;
  return first && sqrt(rest.reduce((sum, square) => add(sum, square), first));
}
