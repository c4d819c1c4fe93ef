import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { AppEnv, AppParts } from "../app-parts.ts";
import { Problem } from "../problem.ts";
import { answerIdempotencyKey, claimIdempotencyKey, releaseIdempotencyKey } from "../storage/idempotency.ts";
import { sealAnswer, unsealAnswer } from "./sealed-answer.ts";

const acceptedKey = /^[\x21-\x7e]{1,255}$/;
/** A request is over after the longest wait for a thread and a database; one that is not was cut off by a crash. */
const graceSeconds = 60;

interface KeptAnswer {
  readonly text: string;
  /** Of what the request made. */
  readonly location: string | null;
}

/**
 * Answers a request with an `Idempotency-Key` once: the same request with the same key gets the same answer again, also
 * after a restart (draft-ietf-httpapi-idempotency-key-header-07). Only success is kept; after a failure the key is free.
 * Stands behind `authenticate` and `jsonBody`.
 */
export function idempotent({
  storage: { db },
  settings,
}: Pick<AppParts, "storage" | "settings">): MiddlewareHandler<AppEnv> {
  const { timeLimit, llm, askSeconds } = settings;
  const abandonedAfterMs = (timeLimit + (llm ? askSeconds : 0) + graceSeconds) * 1000;
  return async (context, next) => {
    const key = context.req.header("idempotency-key");
    if (key === undefined) return next();
    if (!acceptedKey.test(key))
      throw new Problem(400, "An Idempotency-Key is 1 to 255 visible ASCII characters.", {
        title: "Bad Idempotency-Key",
      });
    const { method, path } = context.req;
    const body = context.get("bodyText");
    const requestHash = createHash("sha256").update(`${method} ${path}\n`).update(body).digest("hex");
    const claimed = { key, scope: context.get("caller").keyId ?? "local operator" };
    const claim = await claimIdempotencyKey(db, claimed, requestHash, abandonedAfterMs);
    if (claim.state === "of another request")
      throw new Problem(422, "This Idempotency-Key belongs to another request. Send a new key with it.", {
        title: "Idempotency-Key reused",
      });
    if (claim.state === "running")
      throw new Problem(409, "The first request with this Idempotency-Key is still running. Ask again.", {
        title: "In progress",
        headers: { "retry-after": "1" },
      });
    if (claim.state === "answered") {
      const { text, location } = JSON.parse(unsealAnswer(claim.response, body)) as KeptAnswer;
      return new Response(text, {
        status: claim.status,
        headers: { "content-type": "application/json", "idempotency-replayed": "true", ...(location && { location }) },
      });
    }
    await next();
    const { res } = context;
    if (res.ok) {
      const kept: KeptAnswer = { text: await res.clone().text(), location: res.headers.get("location") };
      const response = sealAnswer(JSON.stringify(kept), body);
      await answerIdempotencyKey(db, claimed, { status: res.status, response });
    } else await releaseIdempotencyKey(db, claimed);
  };
}
