import type { Prediction } from "@whowrote/server/schema/prediction";
import type { Answer } from "../api/ask.ts";
import type { api } from "../api/client.ts";

/** An answer with all that speaks for and against it, as the server gives it. */
export type Explained = Answer<Awaited<ReturnType<typeof api.explain.api.v1.explain.$post>>>;

/** The same, or an answer whose evidence is still to come. */
export type Answered = Prediction & Partial<Explained>;

export const isExplained = (answer: Answered): answer is Explained => answer.evidence !== undefined;
