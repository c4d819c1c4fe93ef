import { z } from "@hono/zod-openapi";

/** RFC 9457. */
const problem = z
  .object({
    type: z.string(),
    title: z.string().openapi({ description: "What kind of problem.", example: "The request does not fit" }),
    status: z.int().min(400).max(599),
    detail: z.string().openapi({ description: "What was wrong with this request, and what to do about it." }),
    errors: z
      .array(z.object({ at: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: "With status 422: each place that does not fit." }),
  })
  .openapi("Problem");

const meanings = {
  400: "The request cannot be read.",
  401: "A key is needed, or this one is not known, expired or revoked.",
  403: "The key may not do this, or the page that asks is of another origin.",
  404: "There is no such thing.",
  409: "In conflict with another request, or with the state of things.",
  413: "The body is too large.",
  415: "The body is of another content type.",
  421: "The server does not go by the name in the Host header.",
  422: "The request does not fit the schema, or its code cannot be judged.",
  429: "Too many requests.",
  500: "Something is wrong in the server.",
  503: "Too much is waiting, or the database is away.",
  504: "Took too long.",
} as const;

type ProblemStatus = keyof typeof meanings;

const retryAfter = {
  "retry-after": {
    description: "Seconds after which to ask again.",
    required: true,
    schema: { type: "integer" as const, minimum: 1 },
  },
};

const answerOf = (status: ProblemStatus) => ({
  description: meanings[status],
  content: { "application/problem+json": { schema: problem } },
  ...((status === 429 || status === 503) && { headers: retryAfter }),
});

/** What any route behind a key may answer. */
const always = [400, 401, 403, 421, 422, 429, 500, 503] as const;
/** What a route with a JSON body may answer beside. */
const ofBody = [409, 413, 415] as const;

type Problems<Status extends ProblemStatus> = Readonly<Record<Status, ReturnType<typeof answerOf>>>;

const table = <Status extends ProblemStatus>(statuses: readonly Status[]): Problems<Status> =>
  Object.fromEntries(statuses.map((status) => [status, answerOf(status)])) as Problems<Status>;

/** Responses for the description of a route behind a key, with those of its own. */
export const problems = <Own extends ProblemStatus = never>(
  ...own: readonly Own[]
): Problems<(typeof always)[number] | Own> => table([...always, ...own]);

/** The same for a route that takes a JSON body. */
export const bodyProblems = <Own extends ProblemStatus = never>(
  ...own: readonly Own[]
): Problems<(typeof always)[number] | (typeof ofBody)[number] | Own> => table([...always, ...ofBody, ...own]);

/** For a route that asks for no key. */
export const openProblems = <Own extends ProblemStatus = never>(...own: readonly Own[]): Problems<421 | 500 | Own> =>
  table([421, 500, ...own]);
