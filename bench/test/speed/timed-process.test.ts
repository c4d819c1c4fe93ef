import { expect, test } from "vitest";
import { runNodeTimed, runTimed } from "../../src/speed/timed-process.ts";

test("a program gets its input and gives its output", async () => {
  const echo = "process.stdin.pipe(process.stdout)";
  expect((await runTimed(process.execPath, ["-e", echo], { input: "one\ntwo" })).stdout).toBe("one\ntwo");
});

test("a program that fails is an error with what it said", async () => {
  const fail = "console.error('no such tree'); process.exit(3)";
  await expect(runTimed(process.execPath, ["-e", fail])).rejects.toThrow(/ended with code 3: no such tree/);
});

test("a program that is not there is an error", async () => {
  await expect(runTimed("no-such-program", [])).rejects.toThrow(/no-such-program/);
});

test("the peak of memory holds what a program had and gave back", async () => {
  const plain = await runNodeTimed(["-e", ""]);
  const greedy = await runNodeTimed(["-e", "Buffer.alloc(200e6, 1)"]);
  expect(greedy.peakMegabytes - plain.peakMegabytes).toBeGreaterThan(150);
});
