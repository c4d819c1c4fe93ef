import { expect, test } from "vitest";
import { alternate } from "../../src/encoder-speed/alternate.ts";

test("ways take turns, and each has one turn more than it is timed", async () => {
  const turns: string[] = [];
  const way = (name: string) => (): Promise<unknown> => Promise.resolve(turns.push(name));
  const times = await alternate([way("a"), way("b")], 2);
  expect(turns.join("")).toBe("ababab");
  expect(times).toHaveLength(2);
  for (const time of times) expect(time).toBeLessThan(Infinity);
});
