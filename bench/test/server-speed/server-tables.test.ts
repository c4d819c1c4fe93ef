import { expect, test } from "vitest";
import type { LoadMeasurement } from "../../src/server-speed/load-cases.ts";
import type { ServerMeasurements } from "../../src/server-speed/measure-server.ts";
import { serverSections } from "../../src/server-speed/server-tables.ts";
import type { TargetId } from "../../src/server-speed/target.ts";

const figures = { residentMegabytes: 400, cpuSeconds: 9, loopDelayP50: 10.5, loopDelayP99: 21 };
const load = "different texts, 50 connections";

function measurement(target: TargetId, perSecond: number, p95: number): LoadMeasurement {
  return {
    load,
    subject: { name: target, target, url: "http://127.0.0.1:1" },
    perSecond,
    result: {
      ...{ seconds: 10, answered: perSecond * 10, cached: 0, failures: { late: 2, wrong: 1 }, p50: p95 / 2, p95 },
      ...{ p99: p95 * 2, slowest: p95 * 3, next: 7, cores: 0.25 },
    },
    ...(target === "whowrote" && { figures: { ...figures, cores: 1.5 } }),
  };
}

const measured: ServerMeasurements = {
  idle: { ...figures, loopDelayP99: 11 },
  loads: [measurement("whowrote", 600, 20), measurement("same-features", 200, 40), measurement("light", 300, 10)],
  memory: undefined,
  jobs: { files: 300, jobSeconds: [3, 2, 4], scanSeconds: [2, 3, 2.5] },
  starts: { firstSeconds: 4, laterSeconds: [1, 2, 9], folderMegabytes: 50 },
};

function rowsOf(caption: string, of = measured) {
  const tables = serverSections(of).flatMap(({ tables: own }) => own);
  return tables.find((table) => table.caption === caption)?.rows;
}

test("the aims say what was reached, and what was not measured", () => {
  const told = rowsOf("Aims")!.map(({ aim, measured: value, reached }) => [aim, value, reached]);
  const none = { value: Number.NaN };
  expect(told).toEqual([
    ["p95 with 50 connections at half of the highest rate, ms: at most 25", none, "not measured"],
    ["p95 with 50 connections that ask without a pause, ms: at most 25", 20, "yes"],
    ["requests/s beside the peer of the same features: at least 5", 3, "no"],
    ["event-loop delay at half of the highest rate, p99, ms: at most 20", none, "not measured"],
    ["event-loop delay without a pause, p99, ms: at most 20", 21, "no"],
    ["growth of memory, MB/minute: at most 1", none, "not measured"],
    ["start on an existing folder, seconds: at most 3", 2, "yes"],
    ["files/s of a job beside those of a scan: at least 0.8", 0.833, "yes"],
  ]);
});

test("the peers' figures stand beside the server's, and their quotients", () => {
  expect(rowsOf("Predictions over HTTP")).toMatchObject([
    { program: "whowrote", "requests/s": 600, p95: 20, errors: 3 },
    { program: "same-features", "requests/s": 200, p95: 40, errors: 3 },
    { program: "light", "requests/s": 300, p95: 10, errors: 3 },
  ]);
  expect(rowsOf("Beside the peers")).toEqual([
    { load, beside: "same-features", "requests/s": 3, p50: 0.5, p95: 0.5, p99: 0.5 },
    { load, beside: "light", "requests/s": 2, p50: 2, p95: 2, p99: 2 },
  ]);
});

test("without a peer nothing is compared", () => {
  expect(rowsOf("Beside the peers", { ...measured, loads: measured.loads.slice(0, 1) })).toBeUndefined();
});

test("the event loop has a row without load, and none of the peers", () => {
  expect(rowsOf("The server's event loop")).toMatchObject([
    { load: "none", "p99, ms": 11, "p99 less 10 ms": 1 },
    { load, "p99, ms": 21, "p99 less 10 ms": 11, "server, cores": 1.5, "generator, cores": 0.25 },
  ]);
});
