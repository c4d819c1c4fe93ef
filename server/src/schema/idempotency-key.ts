import { z } from "@hono/zod-openapi";

/** Header of the routes whose answer must not be made twice; checked by `middleware/idempotent.ts`. */
export const idempotencyHeaders = z.object({
  "idempotency-key": z
    .string()
    .max(255)
    .optional()
    .openapi({ description: "The same key with the same body gets the same answer again; with another body, 422." }),
});
