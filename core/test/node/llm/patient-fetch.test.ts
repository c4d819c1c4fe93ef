import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { Agent, fetch as impatientFetch } from "undici";
import { createPatientFetch } from "../../../src/node/llm/patient-fetch.ts";

/** The clock of undici's limits, which it lets tests put forward. */
const undiciClock = "undici/lib/util/timers.js";

test("waits longer for an answer than Node's fetch, and ends with its caller's signal", async () => {
  const answers: (() => void)[] = [];
  const server = createServer((_, response) => void answers.push(() => response.end("at last")));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const patientFetch = createPatientFetch();
  const stop = new AbortController();
  const patient = patientFetch(url, { signal: AbortSignal.timeout(60_000) });
  const stopped = patientFetch(url, { signal: stop.signal });
  const impatient = impatientFetch(url, { dispatcher: new Agent() }).then(
    () => "answered",
    (error: unknown) => (error as { readonly cause: { readonly code: string } }).cause.code,
  );
  await vi.waitUntil(() => answers.length === 3, { timeout: 20_000 });
  const { default: clock } = (await import(undiciClock)) as { default: { tick: (milliseconds: number) => void } };
  // The first step starts the limits, the second passes them.
  clock.tick(1000);
  clock.tick(400_000);
  expect(await impatient).toBe("UND_ERR_HEADERS_TIMEOUT");
  stop.abort(new Error("enough"));
  await expect(stopped).rejects.toThrow("enough");
  for (const answer of answers) answer();
  expect(await (await patient).text()).toBe("at last");
  server.closeAllConnections();
  server.close();
});
