import { expect, test } from "vitest";
import { findScanTargets, scan } from "../../src/node/scan.ts";
import type { ScanEntry } from "../../src/node/scan-entry.ts";
import { code, writeTree } from "./folder-tree.ts";

const detectorModule = new URL("toy-detector.ts", import.meta.url).href;

async function collect(
  cwd: string,
  { jobs = 1, timeLimitMs = 20_000, folder = "toy", stopAfter = Infinity } = {},
): Promise<ScanEntry[]> {
  const controller = new AbortController();
  const targets = await findScanTargets(["."], cwd);
  const { entries } = scan(targets, {
    paths: ["."],
    cwd,
    detectorModule,
    folder,
    jobs,
    timeLimitMs,
    judge: { all: false, falsePositiveRate: 0.01 },
    readStandardInput: () => Promise.resolve(new Uint8Array()),
    signal: controller.signal,
  });
  const found: ScanEntry[] = [];
  for await (const entry of entries) {
    found.push(entry);
    if (found.length >= stopAfter) controller.abort();
  }
  return found;
}

const manyFiles = (n: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: n }, (_, at) => [`f${String(at).padStart(4, "0")}.py`, code(at % 6)]));

test("the order and the answers are the same with one thread and with several", async () => {
  const root = writeTree(manyFiles(120));
  const alone = await collect(root, { jobs: 1 });
  expect(alone.map(({ path }) => path)).toEqual(Object.keys(manyFiles(120)));
  expect(await collect(root, { jobs: 2 })).toEqual(alone);
});

test("a file that throws, ends its thread or hangs is an error, and the others are judged", async () => {
  const root = writeTree({
    ...manyFiles(3),
    "a-exit.py": "# ORDER: exit",
    "b-hang.py": "# ORDER: hang",
    "c-throw.py": "# ORDER: throw",
  });
  const entries = await collect(root, { timeLimitMs: 1500 });
  expect(
    entries.map((entry) => (entry.kind === "error" ? [entry.path, entry.message] : [entry.path, entry.kind])),
  ).toEqual([
    ["a-exit.py", "the detector ended with code 3"],
    ["b-hang.py", "took longer than 1.5 s (--time-limit)"],
    ["c-throw.py", "thrown by order"],
    ["f0000.py", "judged"],
    ["f0001.py", "judged"],
    ["f0002.py", "judged"],
  ]);
});

test("files after a crash are judged also with several threads", async () => {
  const bad = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`f${String(at * 5).padStart(4, "0")}x.py`, "# ORDER: throw"]),
  );
  const entries = await collect(writeTree({ ...manyFiles(60), ...bad }), { jobs: 2 });
  expect(entries.filter(({ kind }) => kind === "judged")).toHaveLength(60);
  expect(entries.filter(({ kind }) => kind === "error")).toHaveLength(12);
});

test("a stop ends the scan at once and keeps what is done", async () => {
  const root = writeTree({ ...manyFiles(40), "g.py": "# ORDER: hang" });
  // The file that hangs may take longer than this test.
  expect(await collect(root, { stopAfter: 40, timeLimitMs: 100_000 })).toHaveLength(40);
});

test("a detector that cannot be loaded ends the scan with its message and cause", async () => {
  await expect(collect(writeTree(manyFiles(3)), { folder: "broken" })).rejects.toThrow(
    "the toy checkpoint is broken: by order",
  );
});

test("the files of a long scan do not pile up behind a slow first one", async () => {
  const root = writeTree({ ...manyFiles(700), "a.py": "# ORDER: dawdle\nx = 1\ny = 2" });
  expect(await collect(root, { jobs: 2 })).toHaveLength(701);
});
