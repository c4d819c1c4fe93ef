import { expect, test } from "vitest";
import { openScanPool } from "../../src/node/scan-pool.ts";

const source = (text: string): Uint8Array => new TextEncoder().encode(text);

test("an answer that comes when its file was given up already takes no other file with it", async () => {
  const pool = openScanPool({
    jobs: 1,
    timeLimitMs: 1000,
    detectorModule: new URL("toy-detector.ts", import.meta.url).href,
    folder: "toy",
    judge: { all: true, falsePositiveRate: 0.01 },
  });
  const run = (path: string, text: string) => pool.run({ path, source: source(text), named: true });
  await run("warm.py", "x = 1\n");
  const slow = run("slow.py", "# ORDER: dawdle\n");
  const next = run("next.py", "x = 1\n");
  // This thread sleeps over the answer and over the time limit, as after a stop of the whole process. It wakes up where
  // timers come before messages.
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
      resolve();
    });
  });
  expect(await slow).toMatchObject({ kind: "error", message: "took longer than 1 s (--time-limit)" });
  expect(await next).toMatchObject({ kind: "judged" });
  await pool.close();
});
