import { z } from "@hono/zod-openapi";

export const health = z
  .object({ status: z.literal("ok"), version: z.string() })
  .openapi("Health", { description: "The process is alive." });

export const readiness = z
  .object({
    status: z.literal("ready"),
    model_versions: z.array(z.string()).openapi({ description: "Loaded now.", example: ["quick@0.1.0"] }),
    waiting: z.int().openapi({ description: "Requests in the queue." }),
  })
  .openapi("Readiness", { description: "Models are loaded, the database answers, and the server is not stopping." });
