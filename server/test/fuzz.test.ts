import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { prediction } from "../src/schema/prediction.ts";
import { describedValues, nastyText } from "./described-values.ts";
import { openApp, type TestApp } from "./open-app.ts";
import { sampleCode } from "./sample-code.ts";
import { describeStorages } from "./storages.ts";

/** Requests a route. */
const rounds = 20;

const described = z.object({
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() })).default([]),
        requestBody: z
          .object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })
          .default({ content: {} }),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});

describeStorages("fuzzing", (place) => {
  let served: TestApp;
  let known: readonly string[];
  beforeAll(async () => {
    served = await openApp(place, { WHOWROTE_RATE_PER_ADDRESS: "10000000", WHOWROTE_QUEUE: "1000" });
    const judged = await served.post("/api/v1/predict", { code: sampleCode(), language: "python" });
    const batch = await served.post("/api/v1/batch", { files: [{ path: "a.py", code: sampleCode() }] });
    known = [
      prediction.parse(await judged.json()).id,
      z.object({ id: z.string() }).parse(await batch.json()).id,
      "quick@0.1.0",
    ];
  });
  afterAll(async () => served.parts.close());

  test("whatever a route is sent, it answers as it is described, and gives nothing away", async () => {
    const { paths, components } = described.parse(await (await served.app.request("/api/v1/openapi.json")).json());
    const answered = new Map<number, number>();
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { parameters, requestBody, responses }] of Object.entries(methods)) {
        const [type, body] = Object.entries(requestBody.content)[0] ?? [];
        const query = parameters.filter((one) => one.in === "query");
        const values = Object.fromEntries(
          query.map(({ name, schema }) => [name, describedValues(schema, components.schemas, name)]),
        );
        const requests = fc.record({
          id: fc.oneof(fc.constantFrom(...known), nastyText),
          query: fc.record(values, { requiredKeys: [] }),
          body: type === undefined ? fc.constant(undefined) : describedValues(body?.schema, components.schemas),
        });
        const send = async (request: { readonly id: string; readonly query: object; readonly body?: unknown }) => {
          const address = path.replaceAll(/\{\w+\}/g, encode(request.id) || "x");
          const search = Object.entries(request.query).map(([name, value]) => `${name}=${encode(String(value))}`);
          return served.app.request(`${address}?${search.join("&")}`, {
            method: method.toUpperCase(),
            ...(type !== undefined && { headers: { "content-type": type }, body: JSON.stringify(request.body) ?? "" }),
          });
        };
        await fc.assert(
          fc.asyncProperty(requests, async (request) => {
            const answer = await send(request);
            const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream");
            if (isStream) await answer.body?.cancel();
            const text = isStream ? "" : await answer.text();
            const told = `${method} ${path} ${answer.status} ${text.slice(0, 300)}`;
            answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
            expect([told, answer.status < 500 || answer.status === 503]).toEqual([told, true]);
            // An id such as `..` leads to another address, whose answers are described elsewhere.
            if (!/^\.*$/.test(request.id)) expect([told, ...Object.keys(responses)]).toContain(String(answer.status));
            if (answer.status >= 400)
              expect([told, answer.headers.get("content-type")]).toEqual([told, "application/problem+json"]);
            expect(told).not.toMatch(/node_modules|\.ts:\d|\n {4}at /);
          }),
          { numRuns: rounds, seed: 7 },
        );
      }
    // It gets through to what the routes do.
    expect(answered.get(200)).toBeGreaterThan(100);
    expect(answered.get(429)).toBeUndefined();
  }, 300_000);
});

/** As a client would put it into an address; half of a surrogate pair cannot be put there. */
const encode = (value: string): string => encodeURIComponent(value.toWellFormed());
