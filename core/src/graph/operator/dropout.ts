import { operatorError, type Value } from "../../graph.ts";
import { derive } from "../emit.ts";
import { cast, mul } from "../nodes/elementwise.ts";
import { broadcast, expectType, sameShape } from "../shape.ts";

/**
 * Drops numbers and scales what is kept by 1 / (1 - rate), so that sums stay what they are on average (Srivastava et al.
 * 2014, "Dropout", section 10). Graphs draw no random numbers: what is kept is fed, and a seed outside makes it.
 * @param kept bool of x's shape, or of one that stretches to it
 * @param rate share of what is dropped, from 0 to less than 1
 */
export function dropout(x: Value, kept: Value, rate: number): Value {
  expectType("dropout's mask", [kept], ["bool"]);
  if (!(rate >= 0 && rate < 1)) throw operatorError("dropout", [x], `a rate of ${rate} is not from 0 to less than 1`);
  if (!sameShape(broadcast("dropout", x, kept), x.shape))
    throw operatorError("dropout", [x, kept], "the mask does not stretch to the value");
  const scale = mul(cast(kept, x.type), 1 / (1 - rate));
  return derive(mul(x, scale), [x], (d) => [mul(d, scale)]);
}
