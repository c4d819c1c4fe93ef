import { Writable } from "node:stream";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { pino } from "pino";
import { expect, test } from "vitest";
import type { AppEnv } from "../../src/app-parts.ts";
import {
  InferenceClosedError,
  LanguageUnknownError,
  QueueFullError,
  TimedOutError,
  UnjudgeableError,
  VersionUnknownError,
} from "../../src/inference.ts";
import { describeProblem } from "../../src/middleware/describe-problem.ts";
import { Problem } from "../../src/problem.ts";

/** The answer of an app in which this is thrown, and what is logged. */
async function answerTo(error: Error): Promise<{ readonly answer: Response; readonly log: string }> {
  let log = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const logger = pino({ level: "debug" }, stream);
  const app = new Hono<AppEnv>();
  app.onError((thrown, context) => describeProblem(thrown, context, logger).toResponse());
  app.get("/", () => {
    throw error;
  });
  return { answer: await app.request("/"), log };
}

test.each([
  [new Problem(418, "Short and stout.", { title: "Teapot" }), 418],
  [new LanguageUnknownError("Name one."), 422],
  [new UnjudgeableError("It breaks."), 422],
  [new TimedOutError(100), 504],
  [new HTTPException(400, { message: "secret" }), 400],
  [new HTTPException(415), 415],
])("%s is answered with its status", async (error, status) => {
  const { answer, log } = await answerTo(error);
  expect([answer.status, answer.headers.get("content-type"), log]).toEqual([status, "application/problem+json", ""]);
});

test.each([
  [new QueueFullError(256, 7), "7"],
  [new InferenceClosedError("closed"), "1"],
  [new VersionUnknownError("gone"), "1"],
  [Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), "5"],
  [Object.assign(new Error("the database system is shutting down"), { code: "57P03" }), "5"],
  [Object.assign(new Error("deadlock detected"), { code: "40P01" }), "5"],
  [new Error("query", { cause: Object.assign(new Error("connection"), { code: "08006" }) }), "5"],
])("%s is answered with 503 and when to ask again", async (error, seconds) => {
  const { answer } = await answerTo(error);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, seconds]);
});

test("what nobody foresaw is told to nobody, and logged without its message", async () => {
  const { answer, log } = await answerTo(new TypeError("cannot read def secret_code(): pass"));
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/secret_code|at /);
  expect(log).toMatch(/"name":"TypeError".*describe-problem\.test\.ts/);
  expect(log).not.toContain("secret_code");
  const quoting = await answerTo(new Error("cannot read:\n    at secret_code()"));
  expect(quoting.log).toMatch(/describe-problem\.test\.ts/);
  expect(quoting.log).not.toContain("secret_code");
});
