import { z } from "@hono/zod-openapi";

/**
 * Text that a database can keep: no NUL, which PostgreSQL's text cannot hold, and no half of a surrogate pair, which is
 * no character and becomes another one on the way (Unicode 15, section 3.8).
 * @param most UTF-16 units
 */
export function text(least: number, most: number) {
  return z
    .string()
    .min(least)
    .max(most)
    .refine((value) => !value.includes("\0"), "must not hold NUL characters")
    .refine((value) => value.isWellFormed(), "must be Unicode: it holds half of a surrogate pair");
}
