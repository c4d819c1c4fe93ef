import type { Padding } from "../encoder.ts";
import type { Value } from "../graph.ts";
import { mul, sub } from "../graph/operator/arithmetic.ts";
import { cast } from "../graph/operator/cast.ts";
import { unsqueeze } from "../graph/operator/reshape.ts";

/** Added to a dot product, it leaves the key out: its probability is exactly 0 unless all keys are left out. */
export const leftOut = -1e9;

/** Both forms of a mask, int64 [batch, tokens]; what a graph does not use of it is not written. */
export function paddingOf(mask: Value): Padding {
  const absent = sub(1, cast(mask, "float32"));
  return { mask: cast(mask, "int32"), bias: unsqueeze(mul(absent, leftOut), [1, 2]) };
}
