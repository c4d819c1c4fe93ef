import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { InterruptedError } from "whowrote/cli/interrupted-error";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { rewritingCalibrationSchema } from "whowrote/rewriting/calibration";
import { datasetCommand } from "../../src/cli/dataset.ts";
import { trainCommand } from "../../src/cli/train.ts";
import { generatedRowSchema } from "../../src/generate/generated-row.ts";
import { openChatServer } from "../chat-server.ts";
import { openCliEnvironment } from "../cli-environment.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "whowrote-rewriting-"));
});
afterEach(async () => rm(cwd, { recursive: true }));

const code = (number: number, label: string): string =>
  `# by ${label}\ndef ${label}_${number}(items):\n    seen = {}\n    for item in items:\n        seen[item] = seen.get(item, ${number}) + 1\n    return sorted(seen.items(), key=lambda pair: -pair[1])\n`;

async function writeSamples(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => {
    const label = at % 2 === 0 ? "human" : "ai";
    return { id: `s${at}`, code: code(at, label), language: "python", label, group: `g${at}` };
  });
  await writeFile(join(cwd, "data.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

const variables = (url: string) => ({
  WHOWROTE_LLM_PROVIDER: "vllm",
  WHOWROTE_LLM_BASE_URL: url,
  WHOWROTE_LLM_MODEL: "m",
  XDG_STATE_HOME: cwd,
});

test("rewrites that are recorded become a calibration", async () => {
  await writeSamples(64);
  // Gives AI's code back as it is, and changes people's altogether.
  const url = await openChatServer((question) => {
    const lines = question.split("\n").slice(1, -1);
    const isAi = lines[0]!.startsWith("def ai");
    const other = [
      "class Tally(dict):",
      "    def __missing__(self, key):",
      "        self[key] = 0",
      "        return 0",
      lines[0]!.replace("items", "xs"),
      "    return Tally.fromkeys(xs, 1)",
    ];
    return `\`\`\`python\n${(isAi ? lines : other).join("\n")}\n\`\`\``;
  });
  const dataset = openCliEnvironment(cwd, variables(url));
  await datasetCommand(dataset.environment).parseAsync(
    ["rewrite", "data.jsonl", "record.jsonl", "--samples", "64", "--rewrites", "2"],
    { from: "user" },
  );
  expect(dataset.written.stdout).toBe("record.jsonl: 64 samples recorded, 0 were there\n");
  expect(dataset.written.stderr).toContain(`sends 64 samples to ${url}`);

  const train = openCliEnvironment(cwd, {});
  const encoder = join(releasedModels, "similarity");
  await trainCommand(train.environment).parseAsync(
    ["rewriting", "--record", "record.jsonl", "--encoder", encoder, "--out", "rewriting.json"],
    { from: "user" },
  );
  const calibration = rewritingCalibrationSchema.parse(JSON.parse(await readFile(join(cwd, "rewriting.json"), "utf8")));
  expect(calibration).toMatchObject({
    humans: 32,
    ais: 32,
    groups: 64,
    rewriters: ["m"],
    rewrites: 2,
    promptVersion: 1,
  });
  expect(calibration.slope).toBeGreaterThan(0);
  expect(calibration.metrics.auroc.value).toBe(1);
  expect(train.written.stdout).toContain('"auroc"');
  // 1 of 33, twice: either method has half of the accepted rate.
  expect(train.written.stdout).toContain("It will have a vote where at least 6.1 % false alarms are accepted");
});

test("samples that are generated can be read as a dataset, and the cost is told", async () => {
  await writeSamples(4);
  let at = 0;
  const url = await openChatServer((question) =>
    question.includes("TASK") || question.includes("PROGRAM")
      ? `\`\`\`python\n${code(900 + at++, "made")}\`\`\``
      : "Count the items.",
  );
  const { environment, written } = openCliEnvironment(cwd, variables(url));
  const args = [
    "generate",
    "--from",
    "data.jsonl",
    "--out",
    "made.jsonl",
    "--styles",
    "fix, fix",
    "--model",
    "m,m",
    "--samples",
    "2",
  ];
  await datasetCommand(environment).parseAsync([...args, "--price-in", "1000", "--price-out", "2000"], {
    from: "user",
  });
  expect(written.stdout).toContain("made.jsonl: 2 samples written, 0 answers dropped");
  // Two calls of 10 tokens at 1,000 a million and of 20 at 2,000.
  expect(written.stdout).toContain("20 tokens sent, 40 answered, cost 0.10");
  const rows = (await readFile(join(cwd, "made.jsonl"), "utf8")).trim().split("\n");
  expect(rows.map((row) => generatedRowSchema.parse(JSON.parse(row)).provenance.source_id).toSorted()).toEqual([
    "s0",
    "s2",
  ]);
  const check = openCliEnvironment(cwd, {});
  await datasetCommand(check.environment).parseAsync(["check", "made.jsonl", "--fast"], { from: "user" });
  expect(check.written.stdout).toContain("## 2 samples");
});

test("without a key nothing is sent and the remedy is told", async () => {
  await writeSamples(2);
  const { environment } = openCliEnvironment(cwd, { XDG_STATE_HOME: cwd });
  await expect(
    datasetCommand(environment).parseAsync(["rewrite", "data.jsonl", "out.jsonl"], { from: "user" }),
  ).rejects.toThrow("No key is set for https://api.groq.com");
});

test("where no call is answered the command fails and says why", async () => {
  await writeSamples(4);
  const server = createServer((_, response) => {
    response.writeHead(404, { "content-type": "application/json" }).end('{"error":{"message":"no such model: m"}}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  for (const args of [
    ["generate", "--from", "data.jsonl", "--out", "made.jsonl", "--styles", "fix"],
    ["rewrite", "data.jsonl", "record.jsonl", "--rewrites", "1"],
  ]) {
    const { environment } = openCliEnvironment(cwd, variables(`http://127.0.0.1:${port}/v1`));
    const run = datasetCommand(environment).parseAsync(args, { from: "user" });
    await expect(run).rejects.toThrow(/[24] without .* \(the last: .* \(404\): no such model: m\)/);
  }
});

test("who stops a command is told how to go on", async () => {
  await writeSamples(8);
  const stop = new AbortController();
  let at = 0;
  const url = await openChatServer(() => {
    if (at === 1) stop.abort();
    return `\`\`\`python\n${code(900 + at++, "made")}\`\`\``;
  });
  const { environment } = openCliEnvironment(cwd, variables(url));
  const args = ["generate", "--from", "data.jsonl", "--out", "made.jsonl", "--styles", "fix", "--at-once", "1"];
  const run = datasetCommand({ ...environment, onInterrupt: () => stop.signal }).parseAsync(args, { from: "user" });
  await expect(run).rejects.toThrow(InterruptedError);
  await expect(run).rejects.toThrow("Stopped. made.jsonl: 1 sample written, 0 answers dropped");
});
