import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { describeError } from "../../../src/node/describe-error.ts";
import { openSession } from "../../../src/node/onnx/open-session.ts";
import type { OnnxModel, OpenSession } from "../../../src/node/onnx/session.ts";
import { startSession } from "../../../src/node/onnx/start-session.ts";
import { writeTree } from "../folder-tree.ts";
import { doubling, floats, longRun, outerProduct, power } from "./toy-model.ts";

async function open(model: OnnxModel): Promise<OpenSession> {
  const session = await openSession(model, { threads: 1 });
  onTestFinished(() => session.close());
  return session;
}

/** Runs a script with the session module in a process of its own. */
function runScript(
  script: string,
  variables: Readonly<Record<string, string>> = {},
): { status: number | null; stdout: string; stderr: string } {
  const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const head = `import { openSession } from ${url("../../../src/node/onnx/open-session.ts")};
    import { doubling, floats, longRun, power } from ${url("./toy-model.ts")};\n`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module-typescript", "--eval", head + script],
    { encoding: "utf8", timeout: 25_000, env: { ...process.env, ...variables } },
  );
  return { status, stdout, stderr };
}

test("a session computes, from bytes and from a file, and its tensors are moved rather than copied", async () => {
  const file = join(writeTree({}), "model.onnx");
  writeFileSync(file, doubling().bytes);
  for (const model of [doubling(), file]) {
    const session = await open(model);
    expect(session.names).toEqual({ inputs: ["x"], outputs: ["y"] });
    const x = floats([3], 1.5);
    const { y } = await session.run({ x });
    expect(y).toEqual({ type: "float32", shape: [3], data: Float32Array.of(3, 3, 3) });
    expect(x.data.length).toBe(0);
  }
});

test("what is part of a larger block of memory is copied, and the block stays whole", async () => {
  const block = Float32Array.of(1, 2, 3, 4);
  const session = await open(doubling());
  const { y } = await session.run({ x: { type: "float32", shape: [2], data: block.subarray(1, 3) } });
  expect([...y!.data]).toEqual([4, 6]);
  expect([...block]).toEqual([1, 2, 3, 4]);
});

test("the main thread goes on during a run", async () => {
  const session = await open(power());
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await session.run(longRun());
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});

test("an aborted run is rejected before it ends, one that has not begun is never computed, and the session goes on", async () => {
  const session = await open(power());
  const order: string[] = [];
  const running = new AbortController();
  const waiting = new AbortController();
  const note = (what: string) => (): void => void order.push(what);
  const aborted = session.run(longRun(), { signal: running.signal }).catch(note("running was aborted"));
  const dropped = session.run(longRun(), { signal: waiting.signal }).catch(note("waiting was aborted"));
  const next = session.run({ x: floats([1, 1], 1) }).then(note("next"));
  setTimeout(() => {
    running.abort();
    waiting.abort();
  }, 20);
  await Promise.all([aborted, dropped, next]);
  expect(order).toEqual(["running was aborted", "waiting was aborted", "next"]);
});

test("a run with a signal that has fired rejects with its reason and keeps its feeds", async () => {
  const session = await open(doubling());
  const x = floats([2], 1);
  const reason = new Error("not any more");
  await expect(session.run({ x }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(x.data.length).toBe(2);
});

test("closing rejects a run at once and with it whatever comes later", async () => {
  const session = await open(power());
  const order: string[] = [];
  const run = session.run(longRun()).catch((error: unknown) => order.push(describeError(error)));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const closing = session.close().then(() => order.push("closed"));
  await Promise.all([run, closing]);
  expect(order).toEqual(["A run with x float32 [512, 512] was given up: The session was closed", "closed"]);
  await expect(session.run(longRun())).rejects.toThrow("The session is closed");
  await session.close();
});

test("feeds that do not fit are refused with onnxruntime's reason, and the session goes on", async () => {
  const session = await open(doubling());
  const refusal = session.run({ x: { type: "int32", shape: [1], data: Int32Array.of(1) } });
  await expect(refusal).rejects.toThrow("onnxruntime refused a run with x int32 [1]");
  const cause = await refusal.catch((error: unknown) => (error as Error).cause);
  expect(cause).toMatchObject({ message: expect.stringContaining("expected: (tensor(float))") as string });
  expect([...(await session.run({ x: floats([1], 2) })).y!.data]).toEqual([4]);
});

test("a run for which there is no memory says with which batch, and the session goes on", async () => {
  const session = await open(outerProduct());
  const n = 4_000_000;
  const feeds = { a: floats([n, 1]), b: floats([1, n]) };
  await expect(session.run(feeds)).rejects.toThrow(
    `Memory ran out in a run with a float32 [${n}, 1], b float32 [1, ${n}]`,
  );
  expect((await session.run({ a: floats([2, 1]), b: floats([1, 2]) })).y!.shape).toEqual([2, 2]);
});

test("what is no model is refused, by name where it has one, and no thread is left", async () => {
  await expect(openSession({ bytes: new Uint8Array(9) })).rejects.toThrow("onnxruntime cannot load the model");
  const file = join(writeTree({ "broken.onnx": "no model" }), "broken.onnx");
  const refusal = openSession(file);
  await expect(refusal).rejects.toThrow(file);
  expect(await refusal.catch((error: unknown) => (error as Error).cause)).toBeInstanceOf(Error);
  expect(process.getActiveResourcesInfo().filter((resource) => resource === "Worker")).toEqual([]);
});

test("worker threads share one session", async () => {
  const session = await startSession(doubling(), { threads: 1 });
  onTestFinished(() => session.close());
  const clients = [1, 2].map((value) => {
    const share = session.share();
    const workerData = { share, value };
    return new Worker(new URL("session-client-worker.ts", import.meta.url), { workerData, transferList: [share.port] });
  });
  const answers = await Promise.all(clients.map(async (client) => (await once(client, "message"))[0] as number[]));
  expect(answers).toEqual([[2], [4]]);
  await Promise.all(clients.map((client) => client.terminate()));
  expect([...(await session.run({ x: floats([1], 8) })).y!.data]).toEqual([16]);
});

test("a process that ends during a run ends in order, with its own exit code", () => {
  const ending = runScript(`const session = await openSession(power(), { threads: 1 });
    session.run(longRun()).catch(() => {});
    setTimeout(() => process.exit(7), 50);`);
  expect(ending).toEqual({ status: 7, stdout: "", stderr: "" });
});

test("an open session does not keep the process alive, and a run does", () => {
  const ending = runScript(`const session = await openSession(doubling(), { threads: 1 });
    const { y } = await session.run({ x: floats([1], 21) });
    console.log(y.data[0]);`);
  expect(ending).toEqual({ status: 0, stdout: "42\n", stderr: "" });
});

test("on a platform without onnxruntime the error names the platform, the remedy and the cause", () => {
  const folder = writeTree({ "elsewhere.mjs": 'Object.defineProperty(process, "platform", { value: "sunos" });' });
  const { status, stdout } = runScript(
    `await openSession(doubling()).catch((error) => console.log(error.message, "BECAUSE", error.cause.message));`,
    { NODE_OPTIONS: `--import ${join(folder, "elsewhere.mjs")}` },
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/onnxruntime.* cannot be loaded on sunos .*Debian.* BECAUSE .*sunos/s);
});

test("a worker thread that is stopped during a run ends alone where the main thread hosts its sessions", () => {
  const host = new URL("../../../src/node/onnx/session-host.ts", import.meta.url).href;
  const owner = new URL("session-owner-worker.ts", import.meta.url).href;
  const { status, stdout, stderr } = runScript(`
    import { once } from "node:events";
    import { Worker } from "node:worker_threads";
    import { hostSessions } from "${host}";
    const end = hostSessions();
    const worker = new Worker(new URL("${owner}"), { execArgv: [] });
    console.log((await once(worker, "message"))[0]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    console.log(await worker.terminate());
    end();`);
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "opened, failed, closed, running\n1\n", stderr: "" });
});

test("a thread that cannot start is an error, and the process can end", () => {
  const folder = writeTree({
    "broken.mjs":
      'import { isMainThread } from "node:worker_threads"; if (!isMainThread) throw new Error("no thread");',
  });
  const { status, stdout } = runScript(`await openSession(doubling()).catch((error) => console.log(error.message));`, {
    NODE_OPTIONS: `--import ${join(folder, "broken.mjs")}`,
  });
  expect([status, stdout]).toEqual([0, "no thread\n"]);
});
