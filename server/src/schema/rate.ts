import { z } from "@hono/zod-openapi";
import type { Rate } from "whowrote/statistics/interval";

/** A share with its 95 % interval. */
export const rate = z
  .object({
    count: z.int().min(0),
    n: z.int().min(0),
    value: z.number().min(0).max(1).nullable().openapi({ description: "count / n; null with n = 0." }),
    low: z.number().min(0).max(1),
    high: z.number().min(0).max(1),
  })
  .openapi("Rate", { description: "A share with its 95 % interval (Wilson 1927)." });

export const toRate = ({ count, n, value, low, high }: Rate): z.output<typeof rate> => ({
  count,
  n,
  value: n === 0 ? null : value,
  low,
  high,
});

/** A figure with its 95 % interval, of any range. */
export const interval = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .openapi("Interval", { description: "A figure with its 95 % interval." });
