import { expect, test } from "vitest";
import type { SpeedMeasurement } from "../../src/speed/measurement.ts";
import { speedTables } from "../../src/speed/speed-tables.ts";

const ours: SpeedMeasurement = {
  name: "ours",
  threads: 2,
  files: 100,
  runSeconds: [9, 2, 1],
  peakMegabytes: 300,
  fileMilliseconds: [1, 2, 3, 4, 10],
  coldSeconds: [0.4, 0.6, 0.5, 0.5, 2],
};
const peer: SpeedMeasurement = {
  ...ours,
  name: "peer",
  threads: 1,
  runSeconds: [4, 4, 4],
  coldSeconds: [1, 1, 1, 1, 1],
};

test("a tree's speed is that of the median run, and the quotient follows", () => {
  const [tree] = speedTables([ours, peer], 50e6);
  expect(tree!.rows).toEqual([
    { program: "ours", threads: 2, seconds: 2, "files/s": 50, "MB/s": 25, "peak memory, MB": 300 },
    { program: "peer", threads: 1, seconds: 4, "files/s": 25, "MB/s": 12.5, "peak memory, MB": 300 },
    { program: "ours / peer", threads: 2, seconds: 0.5, "files/s": 2, "MB/s": 2, "peak memory, MB": 1 },
  ]);
});

test("times of single files are given as mean, median and 95th percentile", () => {
  const [, files] = speedTables([ours], 1);
  // numpy: np.percentile([1, 2, 3, 4, 10], 95) = 8.8
  expect(files!.rows).toEqual([{ program: "ours", mean: 4, p50: 3, p95: 8.8 }]);
});

test("a cold start is given as median and slowest", () => {
  const [, , cold] = speedTables([ours, peer], 1);
  expect(cold!.rows.map((row) => [row["median"], row["slowest"]])).toEqual([
    [0.5, 2],
    [1, 1],
    [0.5, 2],
  ]);
});
