import { expect, test } from "vitest";
import { runInWorkers } from "../src/work-pool.ts";

async function run(tasks: readonly (number | "exit" | "throw")[], signal?: AbortSignal) {
  const results: number[] = [];
  await runInWorkers<number | "exit" | "throw", number>(
    new URL("./exiting-worker.ts", import.meta.url),
    tasks,
    (result, at) => {
      results[at] = result;
    },
    { signal },
  );
  return results;
}

test("results carry the number of their task, whichever thread ends first", async () => {
  expect(await run([1, 2, 3, 4, 5])).toEqual([2, 4, 6, 8, 10]);
});

test("a worker that ends without an answer is an error, not an endless wait", async () => {
  await expect(run([1, "exit", 2])).rejects.toThrow("exiting-worker.ts ended with code 3 and no answer");
});

test("an error in a worker keeps its words", async () => {
  await expect(run([1, "throw", 2])).rejects.toThrow("the task broke");
});

test("an abort ends the run", async () => {
  await expect(run([1, 2], AbortSignal.abort(new Error("stopped by hand")))).rejects.toThrow("stopped by hand");
});
