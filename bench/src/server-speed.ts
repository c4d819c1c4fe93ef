import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { signals } from "whowrote/signal/index";
import { z } from "zod";
import { reportToMarkdown, writeReport } from "./report.ts";
import { runBench } from "./run-bench.ts";
import { openLoadGenerator } from "./server-speed/load-generator.ts";
import { measureServer } from "./server-speed/measure-server.ts";
import { peerModules, startPeer, type RunningPeer } from "./server-speed/peer.ts";
import { serverSections } from "./server-speed/server-tables.ts";
import { peerIds } from "./server-speed/target.ts";
import { linesOfText, readCode } from "./server-speed/texts.ts";
import { findPython } from "./speed/peer.ts";
import { copySourceTree } from "./speed/source-tree.ts";

const root = resolve(import.meta.dirname, "../..");
const seconds = "must be a number from 1 to 600";
const minutes = "must be a number from 0 to 600";
const count = "must be a whole number from 1 to 20";

const options = z.object({
  data: z.string().optional().meta({
    value: "<folder>",
    description: "data sets whose code is sent too",
    usually: "the code of this project alone",
  }),
  seconds: z.coerce.number(seconds).min(1, seconds).max(600, seconds).default(10).meta({
    value: "<n>",
    description: "how long each load lasts",
  }),
  minutes: z.coerce.number(minutes).min(0, minutes).max(600, minutes).default(10).meta({
    value: "<n>",
    description: "how long the load lasts under which memory is watched; 0 leaves it out",
  }),
  rounds: z.coerce.number(count).int(count).min(1, count).max(20, count).default(3).meta({
    value: "<n>",
    description: "turns of batch job and scan",
  }),
  python: z
    .string()
    .optional()
    .meta({
      value: "<program>",
      description: `a Python with ${peerModules}, for the peers`,
      usually: "python3, or a virtual environment here",
    }),
  out: z.string().default("bench/results").meta({
    value: "<folder>",
    description: "where server-speed.md and server-speed.json go",
  }),
});

await runBench(
  "npm run bench:server --",
  "Measures whowrote serve under load, beside services in FastAPI and scikit-learn that are asked about the same code.",
  options,
  run,
);

async function run(settings: z.infer<typeof options>): Promise<void> {
  const load = loadavg()[0]!.toFixed(1);
  const closers: (() => Promise<void>)[] = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), "whowrote-server-speed-"));
    closers.push(async () => rm(folder, { recursive: true }));
    const code = await readCode(root, settings.data === undefined ? undefined : resolve(root, settings.data));
    const tree = await copySourceTree(join(root, "node_modules"), join(folder, "tree"));
    const python = await findPython(settings.python, peerModules);
    const peers: RunningPeer[] = [];
    for (const id of python === undefined ? [] : peerIds) {
      const peer = await startPeer(id, python!, code, folder);
      closers.push(peer.stop);
      peers.push(peer);
    }
    const [peer] = peers;
    const absent = `not measured: no Python with ${peerModules} (${settings.python ?? "python3"}); pip install -r bench/peers/server/requirements.txt`;
    if (!peer) process.stderr.write(`The peers are ${absent}\n`);
    const generator = await openLoadGenerator(code);
    closers.push(generator.close);
    const measured = await measureServer({
      ...settings,
      folder,
      generator,
      tree,
      peers: peers.map(({ subject }) => subject),
    });
    const report = {
      title: "How fast the server is",
      command: ["npm run bench:server", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" "),
      facts: {
        machine: `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, the load generator's too; load ${load} at the start, ${loadavg()[0]!.toFixed(1)} at the end`,
        Node: process.version,
        server: "whowrote serve with its standard settings: PGlite, a thread a core; no rate is limited on loopback",
        peers: peer ? `${peer.versions}; ${peer.processes} processes each, which store nothing` : absent,
        ...(peer && {
          "the same features": `${peer.signals} of ${signals.length} signals, six views and trees as the released model's, reasons and tokens`,
        }),
        texts: `${generator.texts.toLocaleString("en")} of ${linesOfText} lines, cut from ${code.length.toLocaleString("en")} files`,
        length: `${settings.seconds} s each load, ${settings.minutes} minutes for memory`,
      },
      sections: serverSections(measured),
    };
    process.stdout.write(reportToMarkdown(report));
    await writeReport(report, resolve(root, settings.out), "server-speed");
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}
