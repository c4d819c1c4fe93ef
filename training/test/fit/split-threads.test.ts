import { binFeatures } from "@whowrote/training/fit/binned-features";
import { createSplitMemory, taskField } from "@whowrote/training/fit/split-search";
import { openSplitThreads } from "@whowrote/training/fit/split-threads";
import { expect, test } from "vitest";

test("a thread that fails ends the work, and its error is the cause", async () => {
  const features = binFeatures({ rows: 2, columns: 2, values: Float32Array.of(1, 2, 3, 4) });
  const memory = createSplitMemory(features, 2);
  const limits = { lambda: 1, minChildWeight: 1, minGain: 0, slots: 2, threads: 2 };
  const threads = await openSplitThreads(features, memory, limits);
  // The second thread gets the second feature of the task; there is no feature 9.
  memory.columns.set([0, 9]);
  memory.task[taskField.columns] = 2;
  memory.task[taskField.end] = 2;
  memory.task[taskField.siblingSlot] = -1;
  expect(() => threads.work()).toThrow("A thread that looks for splits failed.");
  await expect(threads.close()).rejects.toMatchObject({ cause: { name: "TypeError" } });
});
