import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { describeProblem } from "../src/middleware/describe-problem.ts";
import { jsonBody } from "../src/middleware/json-body.ts";
import { pino } from "pino";
import { listen, openHttpServer, type HttpServer } from "../src/http-server.ts";
import { createRouter } from "../src/route/router.ts";
import { parseSettings, type Settings } from "../src/settings.ts";

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (server) => server.drain(0)));
});

const settingsOf = (variables: Readonly<Record<string, string>>): Settings =>
  parseSettings({ API_PORT: "0", ...variables }, { cwd: "/", models: "/" });

/** A server that gives a body back when `/release` was asked for, at once elsewhere. */
async function serve(variables: Readonly<Record<string, string>> = {}) {
  const settings = settingsOf(variables);
  const released = Promise.withResolvers<void>();
  const app = createRouter();
  app.onError((error, context) => describeProblem(error, context, pino({ level: "silent" })).toResponse());
  app.post("/echo", jsonBody(settings), (context) => context.text(context.get("bodyText")));
  app.get("/slow", async (context) => {
    await released.promise;
    return context.text("done");
  });
  const server = openHttpServer(app, settings);
  open.push(server);
  const { port } = await listen(server, settings);
  return { server, port, release: released.resolve };
}

/** Everything that comes back until the server closes the connection. */
async function talk(port: number, ...parts: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const told = hear(socket);
  for (const part of parts) {
    socket.write(part);
    await wait(5);
  }
  return told;
}

async function hear(socket: Socket): Promise<string> {
  let told = "";
  socket.on("data", (chunk: Buffer) => (told += chunk.toString()));
  // A server that refuses may close while the client still sends.
  socket.on("error", () => {});
  await once(socket, "close");
  return told;
}

const head = (...headers: readonly string[]) =>
  `${["POST /echo HTTP/1.1", "host: localhost", "content-type: application/json", ...headers].join("\r\n")}\r\n\r\n`;
const chunkOf = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

test("a body that comes in pieces is read whole", async () => {
  const { port } = await serve();
  const told = await talk(
    port,
    head("transfer-encoding: chunked", "connection: close"),
    chunkOf('["a",'),
    chunkOf('"b"]'),
    "0\r\n\r\n",
  );
  expect(told).toMatch(/^HTTP\/1\.1 200 [\s\S]*\["a","b"\]/);
});

test("a body that grows beyond the limit is refused while it comes, and the connection closed", async () => {
  const { port } = await serve({ WHOWROTE_MAX_BODY_BYTES: "1000" });
  const told = await talk(
    port,
    head("transfer-encoding: chunked"),
    ...Array.from({ length: 4 }, () => chunkOf("x".repeat(400))),
  );
  expect(told).toMatch(/^HTTP\/1\.1 413 [\s\S]*application\/problem\+json/);
});

test("a body that is announced as too large is refused before it comes", async () => {
  const { port } = await serve();
  expect(await talk(port, head("content-length: 1073741824"), "[1")).toMatch(/^HTTP\/1\.1 413 /);
});

test("a body that is shorter than announced is not taken for whole", async () => {
  const { port } = await serve();
  const socket = connect(port, "127.0.0.1");
  const told = hear(socket);
  socket.end(`${head("content-length: 100")}["part"]`);
  expect(await told).not.toContain("200 OK");
  expect(await talk(port, head("content-length: 2", "connection: close"), "[]")).toContain("200 OK");
});

test("a request that says its length in two ways is refused", async () => {
  const { port } = await serve();
  const told = await talk(port, head("content-length: 2", "transfer-encoding: chunked"), "2\r\n[]\r\n0\r\n\r\n");
  expect(told).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
});

test("what is no HTTP is refused as a problem", async () => {
  const { port } = await serve();
  expect(await talk(port, "SSH-2.0-OpenSSH_9.2\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*"title":"Bad Request"/);
});

test("an address that cannot be read is refused as a problem", async () => {
  const { port } = await serve();
  const told = await talk(port, "GET /a\\b HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
  expect(told).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"title":"Bad request"/);
});

test("headers of more than 16 KB are refused", async () => {
  const { port } = await serve();
  expect(await talk(port, head(`x-long: ${"x".repeat(20_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
});

test("a client that sends its headers too slowly is cut off", async () => {
  const { port } = await serve({ WHOWROTE_HEADER_SECONDS: "1" });
  expect(await talk(port, "GET /slow HTTP/1.1\r\n", "x-slow: l")).toMatch(/^HTTP\/1\.1 408 [\s\S]*"status":408/);
});

test("a client that sends its body too slowly is cut off", async () => {
  const { port } = await serve({ WHOWROTE_HEADER_SECONDS: "1", WHOWROTE_BODY_SECONDS: "1" });
  const told = await talk(port, head("content-length: 100"), "[");
  expect(told).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
});

test("a client that does not take its answer is cut off, after what a request may take", async () => {
  expect((await serve()).server.node.timeout).toBe(120_000);
  expect((await serve({ WHOWROTE_TIME_LIMIT: "300" })).server.node.timeout).toBe(600_000);
});

test("connections beyond the limit are not taken", async () => {
  const { port } = await serve({ WHOWROTE_MAX_CONNECTIONS: "1" });
  const first = connect(port, "127.0.0.1");
  await once(first, "connect");
  expect(await talk(port, "GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n")).toBe("");
  first.destroy();
});

test("a port that is taken is named with the remedy", async () => {
  const { port } = await serve();
  const settings = settingsOf({ API_PORT: String(port) });
  const second = openHttpServer(createRouter(), settings);
  await expect(listen(second, settings)).rejects.toThrow(
    `API_HOST=127.0.0.1 API_PORT=${port}: another program listens there. Stop it, or choose another port; 0 takes a free one.`,
  );
});

test("a host that is not this machine's is named", async () => {
  const settings = settingsOf({ API_HOST: "192.0.2.1" });
  await expect(listen(openHttpServer(createRouter(), settings), settings)).rejects.toThrow(
    "API_HOST=192.0.2.1 API_PORT=0: no address of this machine.",
  );
});

test("a server that drains answers what it has taken, and takes nothing new", async () => {
  const { server, port, release } = await serve();
  const running = fetch(`http://127.0.0.1:${port}/slow`);
  await once(server.node, "request");
  const drained = server.drain(60_000);
  await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow("fetch failed");
  release();
  expect(await (await running).text()).toBe("done");
  await drained;
  open.splice(0);
});

test("what does not end within the limit is cut", async () => {
  const { server, port } = await serve();
  const running = fetch(`http://127.0.0.1:${port}/slow`);
  await once(server.node, "request");
  await Promise.all([server.drain(20), expect(running).rejects.toThrow("fetch failed")]);
  open.splice(0);
});
