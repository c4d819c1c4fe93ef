import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { z } from "zod";
import { measurePage } from "./page-speed/measure-page.ts";
import { pageSections } from "./page-speed/page-tables.ts";
import { reportToMarkdown, writeReport } from "./report.ts";
import { runBench } from "./run-bench.ts";
import { createTexts, linesOfText, readCode } from "./server-speed/texts.ts";
import { startWhowrote } from "./server-speed/whowrote.ts";

const root = resolve(import.meta.dirname, "../..");
const count = "must be a whole number from 1 to 200";
const usualBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const options = z.object({
  rounds: z.coerce.number(count).int(count).min(1, count).max(200, count).default(20).meta({
    value: "<n>",
    description: "how often the first view is opened, and how many texts are judged",
  }),
  browser: z
    .string()
    .optional()
    .meta({ value: "<program>", description: "a Chromium", usually: usualBrowsers.join(", or ") }),
  out: z.string().default("bench/results").meta({
    value: "<folder>",
    description: "where page-speed.md and page-speed.json go",
  }),
});

await runBench(
  "npm run bench:page --",
  "Measures the web page in a browser: until one can type, until an answer is there, and how long a key press takes.",
  options,
  run,
);

async function run({ rounds, browser: named, out }: z.infer<typeof options>): Promise<void> {
  const executablePath = [named, ...usualBrowsers].find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined || (named !== undefined && executablePath !== named))
    throw new Error(`There is no browser at ${named ?? usualBrowsers.join(", ")}. Name a Chromium with --browser.`);
  const load = loadavg()[0]!.toFixed(1);
  const folder = await mkdtemp(join(tmpdir(), "whowrote-page-speed-"));
  const closers = [async () => rm(folder, { recursive: true })];
  try {
    const server = await startWhowrote(folder);
    closers.push(server.stop);
    const { headers } = await fetch(server.url);
    if (!headers.get("content-type")?.startsWith("text/html"))
      throw new Error("The server has no page to show. Build it: npm run build -w web");
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    closers.push(async () => browser.close());
    const measured = await measurePage(browser, server.url, createTexts(await readCode(root, undefined)), rounds);
    const report = {
      title: "How fast the page is",
      command: ["npm run bench:page", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" "),
      facts: {
        machine: `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores for browser and server; load ${load} at the start, ${loadavg()[0]!.toFixed(1)} at the end`,
        Node: process.version,
        browser: `Chromium ${browser.version()}, headless, 1440 x 900, over loopback, nothing kept from earlier visits`,
        server: "whowrote serve with its standard settings",
        rounds: `${rounds}; texts of ${linesOfText} lines, cut from this project, each judged for the first time`,
        "first view interactive": "from the navigation until the editor is there and no task of 50 ms or more follows",
        "first result": "from the last key press, with the pause in which the page waits for another one",
        "input delay": "from a key press until the frame after it, while answers come in and the code is shaded anew",
      },
      sections: pageSections(measured),
    };
    process.stdout.write(reportToMarkdown(report));
    await writeReport(report, resolve(root, out), "page-speed");
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}
