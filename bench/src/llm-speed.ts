import { availableParallelism, cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import type { Limits } from "./llm/limits.ts";
import { llmSections } from "./llm/llm-tables.ts";
import { measureOverhead } from "./llm/overhead.ts";
import { measureRewrites } from "./llm/rewrites.ts";
import { reportToMarkdown, writeReport } from "./report.ts";
import { runBench } from "./run-bench.ts";

const root = resolve(import.meta.dirname, "../..");
const count = "must be a whole number from 1 to 100000";
const seconds = "must be a number of seconds from 1 to 60";

const options = z.object({
  calls: z.coerce.number(count).int(count).min(1, count).max(100_000, count).default(1000).meta({
    value: "<n>",
    description: "rewrites",
  }),
  minute: z.coerce.number(seconds).min(1, seconds).max(60, seconds).default(60).meta({
    value: "<seconds>",
    description: "how long the provider's minute lasts; less than 60 for a try",
  }),
  out: z.string().default("bench/results").meta({
    value: "<folder>",
    description: "where llm-speed.md and llm-speed.json go",
  }),
});

await runBench(
  "npm run bench:llm --",
  "Measures the client for language models against a server here that has the limits of a real provider.",
  options,
  run,
);

async function run({ calls, minute, out }: z.infer<typeof options>): Promise<void> {
  const load = loadavg()[0]!.toFixed(1);
  const overheads = [await measureOverhead(400, 1), await measureOverhead(1000, 20)];
  const keys = Array.from({ length: 20 }, (_, at) => `gsk_benchkey${String(at).padStart(12, "0")}`);
  const limits: Limits = {
    keys: Object.fromEntries(keys.map((key) => [key, "good"])),
    requestsPerMinute: 30,
    minuteMs: minute * 1000,
    answerMs: { from: minute * 8, to: minute * 25 },
    dropped: 0,
    failed: 0,
    seed: 7,
  };
  const troubled: Limits = {
    ...limits,
    keys: { ...limits.keys, [keys[3]!]: "restricted" },
    requestsPerDayOf: { [keys[5]!]: 10 },
    dropped: 0.01,
    failed: 0.01,
  };
  const rewrites = [
    await measureRewrites({ name: "20 keys, rate stated", calls, limits, isRateStated: true }),
    await measureRewrites({ name: "20 keys, rate found out by refusals", calls, limits, isRateStated: false }),
    await measureRewrites({
      name: "20 keys, rate stated; one is restricted, one has 10 requests a day, 1 % dropped, 1 % 503",
      calls,
      limits: troubled,
      isRateStated: true,
    }),
  ];
  const report = {
    title: "How the client for language models does under limits",
    command: ["npm run bench:llm", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" "),
    facts: {
      machine: `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, the server's too; load ${load} at the start, ${loadavg()[0]!.toFixed(1)} at the end`,
      Node: process.version,
      server: `a process here with Groq's routes, refusals and words; ${limits.requestsPerMinute} requests in any ${minute} s and key; an answer takes ${limits.answerMs.from / 1000} to ${limits.answerMs.to / 1000} s`,
    },
    sections: llmSections(rewrites, overheads),
  };
  for (const { name, lost } of rewrites)
    for (const [why, times] of Object.entries(lost)) process.stderr.write(`${name}: ${times} lost: ${why}\n`);
  process.stdout.write(reportToMarkdown(report));
  await writeReport(report, resolve(root, out), "llm-speed");
}
