import type { Answer } from "../api/ask.ts";
import type { api } from "../api/client.ts";

/** An answer with all that speaks for and against it, as the server gives it. */
export type Explained = Answer<Awaited<ReturnType<typeof api.explain.api.v1.explain.$post>>>;
