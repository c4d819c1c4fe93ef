import { Problem } from "../problem.ts";

/** 413: more than the server takes. `setting` names what an operator may change. */
export function tooMuch(what: string, limit: number, setting: string): Problem {
  return new Problem(413, `${what}: at most ${limit} are taken (${setting}). Send it in parts.`, {
    title: "The upload is too large",
    extra: { limit },
    // What is still on its way is not read to its end.
    headers: { connection: "close" },
  });
}

/** 422: what cannot be unpacked. */
export function damaged(what: string, cause?: unknown): Problem {
  return new Problem(422, what, { title: "The upload cannot be unpacked", cause });
}
