import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { sendLoad } from "../../src/server-speed/send-load.ts";
import { createTexts } from "../../src/server-speed/texts.ts";

const texts = createTexts([{ language: "go", code: Array.from({ length: 1000 }, (_, at) => `line ${at}`).join("\n") }]);
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Answers as the peer does, the first `wrong` requests about other code, and the first after those with an error. */
async function startPeer(wrong = 0) {
  const codes: string[] = [];
  const sockets = new Set<unknown>();
  const server = createServer((request, response) => {
    void (async () => {
      sockets.add(request.socket);
      const { code } = (await json(request)) as { readonly code: string };
      codes.push(code);
      if (codes.length === wrong + 1 && wrong > 0) response.statusCode = 503;
      const told = codes.length <= wrong ? "something else" : code;
      const content_hash = createHash("sha256").update(told).digest("hex");
      response.end(JSON.stringify({ content_hash, verdict: "human", probability: 0.1 }));
    })();
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, codes, sockets };
}

const closed = { target: "light", arrival: { kind: "closed" }, connections: 3, seconds: 0.2, from: 0 } as const;

test("each request sends another text, and all answers are counted", async () => {
  const { url, codes, sockets } = await startPeer();
  const result = await sendLoad({ ...closed, url }, texts);
  expect(result).toMatchObject({ answered: codes.length, next: codes.length, failures: {}, cached: 0 });
  expect(new Set(codes).size).toBe(codes.length);
  expect(sockets.size).toBe(3);
});

test("repeated texts are few", async () => {
  const { url, codes } = await startPeer();
  const { answered } = await sendLoad({ ...closed, url, repeat: 5 }, texts);
  expect(answered).toBe(codes.length);
  expect(new Set(codes)).toEqual(new Set(Array.from({ length: 5 }, (_, at) => texts.at(at).code)));
});

test("answers about other code and refusals are failures, by their reason", async () => {
  const { url, codes } = await startPeer(2);
  const { answered, failures } = await sendLoad({ ...closed, url }, texts);
  expect(answered).toBe(codes.length - 3);
  expect(Object.entries(failures)).toEqual([
    ["it is about other code than was sent", 2],
    [expect.stringMatching(/^status 503: /), 1],
  ]);
});

test("an open load asks as often as it is told to, whatever the answers", async () => {
  const { url, codes } = await startPeer();
  const load = { ...closed, url, arrival: { kind: "open", perSecond: 500 }, seconds: 0.4 } as const;
  const first = await sendLoad(load, texts);
  const again = await sendLoad(load, texts);
  expect(first.answered).toBeGreaterThan(0);
  expect(first.answered).toBeLessThan(250);
  expect(codes).toHaveLength(first.answered + again.answered);
});

test("a server that is not there is a failure and no end", async () => {
  const { url } = await startPeer();
  const server = servers.pop()!;
  server.close();
  await once(server, "close");
  const { answered, failures } = await sendLoad({ ...closed, url, seconds: 0.05 }, texts);
  expect(answered).toBe(0);
  expect(Object.keys(failures)).toEqual([expect.stringContaining("ECONNREFUSED")]);
});
