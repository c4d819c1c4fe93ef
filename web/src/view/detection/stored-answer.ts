import type { Answer } from "../../api/ask.ts";
import type { api } from "../../api/client.ts";

type Route = (typeof api.predictions.api.v1.predictions)[":id"]["$get"];

/** An answer as the server has kept it, with the code where it keeps code. */
export type StoredAnswer = Answer<Awaited<ReturnType<Route>>>;
