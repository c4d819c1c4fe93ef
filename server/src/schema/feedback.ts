import { z } from "@hono/zod-openapi";
import { text } from "./text.ts";

const says = z
  .enum(["human", "ai", "unsure"])
  .openapi({ description: "Who wrote the code, to the knowledge of who says so." });

export const feedbackRequest = z
  .strictObject({
    says,
    note: text(0, 4000).default("").openapi({ description: "How one knows. Put no code here: it is stored." }),
  })
  .openapi("FeedbackRequest");

export const feedbackAnswer = z
  .object({ id: z.uuid(), prediction_id: z.uuid(), says, note: z.string(), created_at: z.iso.datetime() })
  .openapi("Feedback");

export const feedbackList = z.object({ feedback: z.array(feedbackAnswer) }).openapi("FeedbackList");
