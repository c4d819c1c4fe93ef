import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  InferenceClosedError,
  QueueFullError,
  TimedOutError,
  UnjudgeableError,
  VersionUnknownError,
  type Judged,
} from "../../src/inference.ts";
import { ask, openToy } from "./toy-inference.ts";

test("a request that hangs is stopped at the limit, and those behind it are answered", async () => {
  const inference = openToy({ timeLimitMs: 500 });
  await inference.ready;
  const hanging = ask(inference, "ORDER: hang");
  const others = ["one", "two", "three"].map(async (name) => ask(inference, name));
  await expect(hanging).rejects.toThrow(TimedOutError);
  expect((await Promise.all(others)).map(({ detection }) => detection.checkpoint)).toEqual(
    Array<string>(3).fill("toy folder"),
  );
  expect(inference.figures()).toMatchObject({ answered: 3, timedOut: 1, lostThreads: 1, waiting: 0 });
});

test.each(["exit", "throw"])(
  "a request that makes its thread %s is tried twice, then refused, and the others are answered",
  async (order) => {
    const inference = openToy();
    await inference.ready;
    const breaking = ask(inference, `ORDER: ${order}`);
    const others = ["one", "two", "three", "four", "five"].map(async (name) => ask(inference, name));
    await expect(breaking).rejects.toThrow(UnjudgeableError);
    await expect(breaking).rejects.not.toThrow("thrown by order");
    await Promise.all(others);
    expect(inference.figures()).toMatchObject({ answered: 5, failed: 1, lostThreads: 2 });
  },
);

test("a text that only one thread broke on is judged by another", async () => {
  const inference = openToy({ threads: 2 });
  await inference.ready;
  // The neighbour in the batch breaks the thread; this one was never to blame.
  const all = await Promise.allSettled(
    ["ORDER: exit", "a", "b", "c", "d", "e"].map(async (name) => ask(inference, name)),
  );
  expect(all.map(({ status }) => status)).toEqual(["rejected", ...Array<string>(5).fill("fulfilled")]);
});

test("more than may wait is refused, with the time after which to ask again", async () => {
  const inference = openToy({ capacity: 2 });
  await inference.ready;
  const running = ask(inference, "ORDER: sleep 300");
  const waiting = [ask(inference, "one"), ask(inference, "two")];
  const refused = await ask(inference, "three").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(QueueFullError);
  expect((refused as QueueFullError).retryAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(inference.figures()).toMatchObject({ waiting: 2, running: 1, capacity: 2, refused: 1 });
  await Promise.all([running, ...waiting]);
});

test("the longer requests take, the later a refused one is to ask again", async () => {
  const inference = openToy({ capacity: 40, drainMs: 0 });
  await inference.ready;
  const fill = (): Promise<Judged>[] => Array.from({ length: 41 }, async () => ask(inference, "ORDER: sleep 40"));
  const retryAfter = async (): Promise<number> => {
    const refused: unknown = await ask(inference, "refused").catch((error: unknown) => error);
    return (refused as QueueFullError).retryAfterSeconds;
  };
  const first = fill();
  expect(await retryAfter()).toBe(1);
  await Promise.all(first);
  const second = Promise.allSettled(fill());
  expect(await retryAfter()).toBe(2);
  await inference.close();
  await second;
});

test("a waiting request whose caller has gone is dropped and never judged", async () => {
  const inference = openToy();
  await inference.ready;
  const running = ask(inference, "ORDER: sleep 200");
  const callers = ["in the thread", "and", "in", "the", "queue"].map((name) => {
    const controller = new AbortController();
    const answer = ask(inference, name, { signal: controller.signal });
    controller.abort(new Error("gone"));
    return answer;
  });
  for (const caller of callers) await expect(caller).rejects.toThrow("gone");
  expect(inference.figures()).toMatchObject({ waiting: 0, cancelled: 5 });
  await running;
  expect((await ask(inference, "next")).detection.reason).toBe("# next (2)");
});

test("the answer of a running request whose caller has gone is discarded", async () => {
  const inference = openToy();
  await inference.ready;
  const controller = new AbortController();
  const running = ask(inference, "ORDER: sleep 200", { signal: controller.signal });
  const next = ask(inference, "next");
  controller.abort(new Error("gone"));
  await expect(running).rejects.toThrow("gone");
  expect((await next).detection.reason).toContain("# next");
  expect(inference.figures()).toMatchObject({ answered: 1, cancelled: 1, lostThreads: 0 });
});

test("a request of a caller who has gone already is not taken", async () => {
  const inference = openToy();
  await expect(ask(inference, "late", { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
  expect(inference.figures()).toMatchObject({ waiting: 0, cancelled: 0 });
});

test("a long line does not keep a short one waiting", async () => {
  const inference = openToy();
  await inference.ready;
  const order: string[] = [];
  const note = async (name: string, line: string): Promise<void> => {
    await ask(inference, name, { line });
    order.push(name);
  };
  const long = Array.from({ length: 20 }, async (_, at) => note(`long ${at}`, "long"));
  const short = note("short", "short");
  await Promise.all([...long, short]);
  expect(order.indexOf("short")).toBeLessThan(8);
  expect(order.filter((name) => name !== "short")).toEqual(Array.from({ length: 20 }, (_, at) => `long ${at}`));
});

test("what waits behind a slow request goes to a thread that has nothing to do", async () => {
  const inference = openToy({ threads: 2 });
  await inference.ready;
  const order: string[] = [];
  const all = ["ORDER: sleep 600", "ORDER: sleep 100", "behind", "and behind"].map(async (name) => {
    await ask(inference, name);
    order.push(name);
  });
  await Promise.all(all);
  expect(order.at(-1)).toBe("ORDER: sleep 600");
});

test("versions stand side by side, come and go while others answer", async () => {
  const inference = openToy({ threads: 2 });
  const judge = async (version: string): Promise<string> =>
    (await inference.judge({ version, text: "# x\n", language: "python", detail: "verdict" })).detection.checkpoint;
  await inference.load("next", "next folder");
  expect(inference.versions()).toEqual(["toy", "next"]);
  expect(await Promise.all([judge("toy"), judge("next"), judge("next"), judge("toy")])).toEqual([
    ...["toy folder", "next folder", "next folder", "toy folder"],
  ]);
  await inference.unload("toy");
  expect(inference.versions()).toEqual(["next"]);
  await expect(judge("toy")).rejects.toThrow(VersionUnknownError);
  expect(await judge("next")).toBe("next folder");
});

test("a thread that replaces a lost one holds the same versions", async () => {
  const inference = openToy();
  await inference.load("next", "next folder");
  await expect(ask(inference, "ORDER: exit")).rejects.toThrow(UnjudgeableError);
  const request = { version: "next", text: "# x\n", language: "python", detail: "verdict" } as const;
  expect((await inference.judge(request)).detection.checkpoint).toBe("next folder");
});

test("requests of a version that is unloaded are answered first", async () => {
  const inference = openToy();
  await inference.ready;
  const waiting = ["ORDER: sleep 100", "one", "two", "three", "four", "five"].map(async (name) => ask(inference, name));
  const unloaded = inference.unload("toy");
  await expect(ask(inference, "late")).rejects.toThrow(VersionUnknownError);
  expect(await Promise.all(waiting)).toHaveLength(6);
  await unloaded;
});

test.each(["broken", "crashing"])("a %s version is refused while the others go on", async (folder) => {
  const inference = openToy();
  await inference.ready;
  const answers = ["ORDER: sleep 50", "one", "two"].map(async (name) => ask(inference, name));
  await expect(inference.load("bad", folder)).rejects.toThrow(/bad cannot be loaded: .*(broken|crashed)/);
  expect(inference.versions()).toEqual(["toy"]);
  expect(await Promise.all(answers)).toHaveLength(3);
  expect(await ask(inference, "afterwards")).toMatchObject({ detection: { checkpoint: "toy folder" } });
});

test.each(["broken", "crashing"])("who starts with a %s version hears of it", async (folder) => {
  const inference = openToy({ versions: { toy: folder } });
  await expect(inference.ready).rejects.toThrow(/broken|end while they start/);
  expect(inference.isReady()).toBe(false);
  await expect(ask(inference, "one")).rejects.toThrow(InferenceClosedError);
});

test("it is ready when a thread holds a version, and a request before that waits", async () => {
  const inference = openToy();
  expect(inference.isReady()).toBe(false);
  const early = ask(inference, "early");
  await inference.ready;
  expect(inference.isReady()).toBe(true);
  expect(await early).toMatchObject({ detection: { reason: "# early (1)" } });
});

test("closing answers what was asked for and takes nothing more", async () => {
  const inference = openToy();
  const waiting = ["ORDER: sleep 100", "one", "two", "three", "four", "five"].map(async (name) => ask(inference, name));
  const closed = inference.close();
  await expect(ask(inference, "late")).rejects.toThrow(InferenceClosedError);
  expect(await Promise.all(waiting)).toHaveLength(6);
  await closed;
  expect(inference.figures()).toMatchObject({ threads: 0, running: 0, waiting: 0 });
});

test("closing does not wait for what does not end", async () => {
  const inference = openToy({ drainMs: 200 });
  await inference.ready;
  const hanging = ask(inference, "ORDER: hang");
  const behind = ask(inference, "behind");
  const settled = Promise.allSettled([hanging, behind]);
  await inference.close();
  for (const one of await settled)
    expect(one.status === "rejected" && (one.reason as Error)).toBeInstanceOf(InferenceClosedError);
});

test("an answer that comes while this process sleeps over the limit counts", async () => {
  const inference = openToy({ timeLimitMs: 600 });
  await inference.ready;
  const slow = ask(inference, "ORDER: sleep 100");
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1200);
      resolve();
    });
  });
  expect(await slow).toMatchObject({ detection: { reason: "# ORDER: sleep 100 (1)" } });
  await setTimeout(10);
  expect(inference.figures()).toMatchObject({ timedOut: 0, lostThreads: 0 });
});
