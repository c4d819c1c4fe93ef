import { createServer, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { Agent, fetch as impatientFetch } from "undici";
import { createPatientFetch } from "../../../src/node/llm/patient-fetch.ts";

/** The clock of undici's limits, which it lets tests put forward. */
const undiciClock = "undici/lib/util/timers.js";

async function listen(answer: RequestListener): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("waits longer for an answer than Node's fetch, and ends with its caller's signal", async () => {
  const answers: (() => void)[] = [];
  const { url } = await listen((_, response) => void answers.push(() => response.end("at last")));
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
});

test("goes through the environment's proxies where Node's fetch would", async () => {
  const { url } = await listen((_, response) => response.end("here"));
  const asked: string[] = [];
  const proxy = await listen((_, response) => response.writeHead(400).end());
  proxy.server.on("connect", (request, socket) => {
    asked.push(request.url!);
    const target = connect(Number(new URL(url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    onTestFinished(() => void target.destroy());
    onTestFinished(() => void socket.destroy());
  });
  const proxies = { http_proxy: proxy.url, NODE_USE_ENV_PROXY: "1" };
  const read = async (variables: Readonly<Record<string, string>>) => (await createPatientFetch(variables)(url)).text();
  expect(await read({ ...proxies, NODE_USE_ENV_PROXY: "" })).toBe("here");
  expect(await read({ ...proxies, NO_PROXY: "127.0.0.1" })).toBe("here");
  expect(asked).toEqual([]);
  expect(await read(proxies)).toBe("here");
  expect(asked).toEqual([new URL(url).host]);
});
