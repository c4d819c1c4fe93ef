import { createRandom } from "whowrote/random";
import type { Tensors } from "whowrote/tensor";

export interface FitOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Weight decay per step, on the features that the text holds. */
  readonly decay: number;
}

/**
 * Fits a multinomial logistic regression by AdaGrad (Duchi, Hazan, Singer 2011, JMLR 12:2121-2159), one text a step,
 * and rounds the weights to 8 bits. A text's features count `1 / sqrt(their number)` each.
 * @param texts indices into `features` of the features that each text holds
 * @returns the tensors that `createLanguageIdentifier` reads
 */
export function fitIdentifier(
  texts: readonly Uint16Array[],
  labels: Uint8Array,
  features: Uint32Array,
  classes: number,
  options: FitOptions,
): Tensors {
  const weights = new Float64Array(features.length * classes);
  const squares = new Float64Array(weights.length).fill(1e-3);
  const bias = new Float64Array(classes);
  const biasSquares = new Float64Array(classes).fill(1e-3);
  const random = createRandom(options.seed);
  const order = Uint32Array.from(texts.keys());
  const odds = new Float64Array(classes);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const own = texts[at]!;
      if (own.length === 0) continue;
      const share = 1 / Math.sqrt(own.length);
      predictInto(odds, own, weights, bias, share);
      odds[labels[at]!]! -= 1;
      for (let c = 0; c < classes; c++) {
        const gradient = odds[c]!;
        biasSquares[c]! += gradient * gradient;
        bias[c]! -= (options.learningRate * gradient) / Math.sqrt(biasSquares[c]!);
      }
      for (const feature of own)
        for (let c = 0, index = feature * classes; c < classes; c++, index++) {
          const gradient = odds[c]! * share + options.decay * weights[index]!;
          squares[index]! += gradient * gradient;
          weights[index]! -= (options.learningRate * gradient) / Math.sqrt(squares[index]!);
        }
    }
  }
  return quantize(weights, bias, features, classes);
}

/** Softmax of the scores of all classes. */
function predictInto(
  odds: Float64Array,
  own: Uint16Array,
  weights: Float64Array,
  bias: Float64Array,
  share: number,
): void {
  const classes = odds.length;
  odds.set(bias);
  for (const feature of own)
    for (let c = 0, index = feature * classes; c < classes; c++, index++) odds[c]! += weights[index]! * share;
  let most = -Infinity;
  for (const score of odds) if (score > most) most = score;
  let total = 0;
  for (let c = 0; c < classes; c++) total += odds[c] = Math.exp(odds[c]! - most);
  for (let c = 0; c < classes; c++) odds[c]! /= total;
}

/** Fisher and Yates (Knuth, TAOCP volume 2, 3.4.2, algorithm P). */
function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

function quantize(weights: Float64Array, bias: Float64Array, features: Uint32Array, classes: number): Tensors {
  const scale = new Float32Array(classes);
  for (const [index, weight] of weights.entries()) {
    const c = index % classes;
    scale[c] = Math.max(scale[c]!, Math.abs(weight) / 127);
  }
  const small = Int8Array.from(weights, (weight, index) => Math.round(weight / (scale[index % classes]! || 1)));
  return {
    features: { shape: [features.length], data: features },
    weights: { shape: [features.length, classes], data: small },
    scale: { shape: [classes], data: scale },
    bias: { shape: [classes], data: Float32Array.from(bias) },
  };
}
