import { operatorError, type Value } from "../../graph.ts";
import { cast, div, greater, max } from "../nodes/elementwise.ts";
import { reduceSum } from "../nodes/reduce.ts";
import { unsqueeze as unsqueezed } from "../nodes/layout.ts";
import { sameShape } from "../shape.ts";
import { matmul } from "./matmul.ts";
import { reduceMax } from "./reduce.ts";
import { squeeze } from "./reshape.ts";
import { where } from "./where.ts";

/**
 * The mean over the tokens that count: x [batch, tokens, width], mask [batch, tokens] with 1 for a token that counts and
 * 0 for padding, of any number type; gives [batch, width]. Zeros where no token counts.
 */
export function maskedMean(x: Value, mask: Value): Value {
  expectMask("maskedMean", x, mask);
  const counted = cast(mask, x.type);
  const weights = div(counted, max(reduceSum(counted, [1], true), 1));
  return squeeze(matmul(unsqueezed(weights, [1]), x), [1]);
}

/** The maximum over the tokens that count, with arguments as {@link maskedMean}; -1e30 where no token counts. */
export function maskedMax(x: Value, mask: Value): Value {
  expectMask("maskedMax", x, mask);
  const counts = greater(unsqueezed(cast(mask, x.type), [2]), 0);
  return reduceMax(where(counts, x, -1e30), [1]);
}

function expectMask(operator: string, x: Value, mask: Value): void {
  if (x.shape.length !== 3 || !sameShape(mask.shape, x.shape.slice(0, 2)))
    throw operatorError(operator, [x, mask], "it takes [batch, tokens, width] and a mask [batch, tokens]");
}
