import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { workThrough } from "../src/work-through.ts";

test("each item is worked on once, in order, and so many at a time", async () => {
  const begun: number[] = [];
  let open = 0;
  let most = 0;
  await workThrough({ items: [1, 2, 3, 4, 5, 6, 7], atOnce: 3 }, async (item) => {
    begun.push(item);
    most = Math.max(most, ++open);
    await setImmediate();
    open--;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test("the first error ends it, tells what is under way, and waits for that", async () => {
  const ended: number[] = [];
  const work = workThrough({ items: [1, 2, 3, 4], atOnce: 2 }, async (item, signal) => {
    await setImmediate();
    if (item === 1) throw new Error("the disk is full");
    await setImmediate();
    if (signal.aborted) ended.push(item);
    signal.throwIfAborted();
  });
  await expect(work).rejects.toThrow("the disk is full");
  expect(ended).toEqual([2]);
});

test("a caller who stops it gets no error", async () => {
  const stop = new AbortController();
  let begun = 0;
  await workThrough({ items: [1, 2, 3], atOnce: 1, signal: stop.signal }, async (_, signal) => {
    begun++;
    stop.abort();
    signal.throwIfAborted();
    return Promise.resolve();
  });
  expect(begun).toBe(1);
});
