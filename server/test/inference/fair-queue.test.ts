import fc from "fast-check";
import { expect, test } from "vitest";
import { createFairQueue } from "../../src/inference/fair-queue.ts";

const any = (): boolean => true;

function queueOf(...items: readonly string[]) {
  const queue = createFairQueue<string>();
  for (const item of items) queue.push(item[0]!, item);
  return queue;
}

test("lines are served in turn, each in its order", () => {
  const queue = queueOf("a1", "a2", "a3", "b1", "c1", "b2");
  expect(Array.from({ length: 7 }, () => queue.take(any))).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", undefined]);
});

test("what is put back comes first in its line", () => {
  const queue = queueOf("a1", "a2", "b1");
  queue.putBack("a", queue.take(any)!);
  expect(Array.from({ length: 3 }, () => queue.take(any))).toEqual(["b1", "a1", "a2"]);
});

test("what cannot be taken now stays and stops nothing", () => {
  const queue = queueOf("a1", "a2", "b1");
  const notFirst = (item: string): boolean => item !== "a1";
  expect(Array.from({ length: 3 }, () => queue.take(notFirst))).toEqual(["a2", "b1", undefined]);
  expect(queue.take(any)).toBe("a1");
});

test("what is removed is not taken any more", () => {
  const queue = queueOf("a1", "b1", "a2");
  expect(queue.remove((item) => item.endsWith("1"))).toEqual(["a1", "b1"]);
  expect(queue.size()).toBe(1);
  expect(queue.take(any)).toBe("a2");
});

test("everything that is pushed is taken once", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat())), (given) => {
      const queue = createFairQueue<number>();
      for (const [line, item] of given) queue.push(line, item);
      expect(queue.size()).toBe(given.length);
      const taken = given.map(() => queue.take(any)!);
      const numbers = given.map(([, item]) => item);
      expect(taken.toSorted((x, y) => x - y)).toEqual(numbers.toSorted((x, y) => x - y));
      expect(queue.size()).toBe(0);
    }),
  );
});
