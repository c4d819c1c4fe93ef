import { expect, test } from "vitest";
import { createShortMemory } from "../src/short-memory.ts";

test("what is asked for twice is read once, by key, and anew when nothing may be old", async () => {
  for (const [seconds, reads] of [
    [1000, ["a 1", "a 1", "b 2", "a 1"]],
    [0, ["a 1", "a 2", "b 3", "a 4"]],
  ] as const) {
    const remember = createShortMemory<string>(seconds);
    let count = 0;
    const ask = async (key: string) => remember(key, async () => Promise.resolve(`${key} ${++count}`));
    expect(await Promise.all([ask("a"), ask("a"), ask("b"), ask("a")])).toEqual(reads);
  }
});

test("what failed is asked again", async () => {
  const remember = createShortMemory<string>(1000);
  await expect(remember("a", async () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await remember("a", async () => Promise.resolve("back"))).toBe("back");
});
