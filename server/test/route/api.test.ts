import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { LanguageId } from "whowrote/language";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import type { Api } from "../../src/route/api.ts";
import type { WireJob } from "../../src/schema/job.ts";
import type { Prediction } from "../../src/schema/prediction.ts";
import { openApp, type TestApp } from "../open-app.ts";
import { sampleCode } from "../sample-code.ts";
import { describeStorages } from "../storages.ts";

const base = "http://localhost";

describeStorages("the types of the API", (place) => {
  let served: TestApp;
  beforeAll(async () => {
    served = await openApp(place);
  });
  afterAll(async () => served.parts.close());

  test("a client knows bodies, parameters, queries and answers, and reaches the routes by them", async () => {
    const fetch = async (address: string | URL | Request, init?: RequestInit) => served.app.request(address, init);
    const { predict } = hc<Api["predict"]>(base, { fetch }).api.v1;
    const answer = await predict.$post({ json: { code: sampleCode(), path: "totals.py" }, header: {} });
    if (answer.status !== 200) throw new Error(`It answered ${answer.status}.`);
    const judged = await answer.json();
    expectTypeOf(judged).toEqualTypeOf<Prediction>();

    const { predictions } = hc<Api["predictions"]>(base, { fetch }).api.v1;
    const read = await predictions[":id"].$get({ param: { id: judged.id } });
    expect(read.status).toBe(200);
    const listed = await predictions.$get({ query: { verdict: judged.verdict, limit: 1 } });
    if (listed.status !== 200) throw new Error(`It answered ${listed.status}.`);
    const page = await listed.json();
    expectTypeOf(page.predictions[0]!.language).toEqualTypeOf<LanguageId>();
    expect(page.predictions[0]!.id).toBe(judged.id);

    const refused = await predictions[":id"].$get({ param: { id: "0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f" } });
    if (refused.status !== 404) throw new Error(`It answered ${refused.status}.`);
    const problem = await refused.json();
    expectTypeOf(problem.detail).toEqualTypeOf<string>();
    expect(problem.detail).toContain("There is no prediction");
  });

  test("routes of every kind are typed", () => {
    const jobs = hc<Api["jobs"]>(base).api.v1.jobs;
    expectTypeOf<InferResponseType<(typeof jobs)[":id"]["$get"], 200>>().toEqualTypeOf<WireJob>();
    const { models } = hc<Api["models"]>(base).api.v1;
    type Patch = InferRequestType<(typeof models)["$patch"]>["json"];
    expectTypeOf<Patch["shadows"]>().toEqualTypeOf<string[] | undefined>();
    const { keys } = hc<Api["keys"]>(base).api.v1;
    expectTypeOf<InferResponseType<(typeof keys)["$post"], 201>["key"]>().toEqualTypeOf<string>();
    // @ts-expect-error The client knows which bodies fit.
    void (async () => keys.$post({ json: { name: 1, scopes: ["read"] } }));
    expect(jobs[":id"].$url({ param: { id: "a" } }).pathname).toBe("/api/v1/jobs/a");
  });
});
