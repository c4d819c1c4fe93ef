import type { Cell, Table } from "@whowrote/training/evaluate/table";
import type { ReportSection } from "../report.ts";
import { median } from "../speed/measurement.ts";
import { aimsTable } from "./aims.ts";
import { samplingMs, type Figures } from "./figures.ts";
import type { JobMeasurement } from "./jobs.ts";
import { openShare, type LoadMeasurement } from "./load-cases.ts";
import { warmShare, type MemoryMeasurement } from "./memory.ts";
import type { ServerMeasurements } from "./measure-server.ts";
import { rounded } from "./rounded.ts";
import type { StartMeasurement } from "./starts.ts";
import { linesOfText } from "./texts.ts";

const failuresOf = ({ result }: LoadMeasurement): number =>
  Object.values(result.failures).reduce((sum, count) => sum + count, 0);

export function serverSections(measured: ServerMeasurements): ReportSection[] {
  const { idle, loads, memory, jobs, starts } = measured;
  const beside = ratioTable(loads);
  return [
    { id: "aims", title: "Aims", tables: [aimsTable(measured)] },
    { id: "load", title: "Load", tables: [loadTable(loads), ...(beside ? [beside] : []), loopTable(idle, loads)] },
    {
      id: "process",
      title: "The process",
      tables: [...(memory ? [memoryTable(idle.residentMegabytes, memory)] : []), startTable(starts)],
    },
    { id: "jobs", title: "Batch jobs", tables: [jobTable(jobs)] },
  ];
}

function loadTable(measured: readonly LoadMeasurement[]): Table {
  return {
    caption: "Predictions over HTTP",
    notes: [
      `POST of one text of ${linesOfText} lines after the other; milliseconds until the whole answer is there, from when the request was to be sent.`,
      "Connections ask again as soon as they have an answer, but at half of the rate, where requests come by chance (Poisson), whether or not the last were answered.",
      "Every answer was checked: errors are answers that are not right, or none.",
    ],
    rows: measured.map((one) => ({
      load: one.load,
      program: one.subject.name,
      "requests/s": rounded(one.perSecond),
      p50: rounded(one.result.p50),
      p95: rounded(one.result.p95),
      p99: rounded(one.result.p99),
      slowest: rounded(one.result.slowest),
      answers: one.result.answered,
      "from memory": one.result.cached,
      errors: failuresOf(one),
    })),
  };
}

/** Undefined without a peer. */
function ratioTable(measured: readonly LoadMeasurement[]): Table | undefined {
  const rows = [...Map.groupBy(measured, ({ load }) => load)].flatMap(([load, all]) => {
    const own = all.find(({ subject }) => subject.target === "whowrote");
    if (own === undefined) return [];
    return all
      .filter((one) => one !== own)
      .map((peer) => ({
        load,
        beside: peer.subject.name,
        "requests/s": rounded(own.perSecond / peer.perSecond),
        p50: rounded(own.result.p50 / peer.result.p50),
        p95: rounded(own.result.p95 / peer.result.p95),
        p99: rounded(own.result.p99 / peer.result.p99),
      }));
  });
  if (rows.length === 0) return undefined;
  const own = `Whowrote's figure divided by the peer's. At half of the rate each is asked ${openShare} times what it took itself at most.`;
  return { caption: "Beside the peers", notes: [own], rows };
}

function loopTable(idle: Figures, measured: readonly LoadMeasurement[]): Table {
  const row = (load: string, { loopDelayP50, loopDelayP99 }: Figures, cores: Readonly<Record<string, Cell>>) => ({
    load,
    "p50, ms": rounded(loopDelayP50),
    "p99, ms": rounded(loopDelayP99),
    [`p99 less ${samplingMs} ms`]: rounded(Math.max(0, loopDelayP99 - samplingMs)),
    ...cores,
  });
  return {
    caption: "The server's event loop",
    notes: [
      `As the server tells it at /metrics: from one firing of a timer of ${samplingMs} ms to the next, so that a loop that is never late has ${samplingMs} ms.`,
      "Cores: what the server, and the load generator beside it, took of the processors.",
    ],
    rows: [
      row("none", idle, { "server, cores": rounded(Number.NaN), "generator, cores": rounded(Number.NaN) }),
      ...measured.flatMap(({ load, figures, result }) =>
        figures === undefined
          ? []
          : [
              row(load, figures, {
                "server, cores": rounded(figures.cores),
                "generator, cores": rounded(result.cores),
              }),
            ],
      ),
    ],
  };
}

function memoryTable(afterStart: number, { minutes, result, first, last, growth }: MemoryMeasurement): Table {
  return {
    caption: "Memory",
    notes: [
      `Resident, MB. Different texts, as fast as they go; the first ${warmShare * 100} % of the time warm up.`,
      "Growth is the slope by least squares over what follows.",
    ],
    rows: [
      {
        minutes: rounded(minutes),
        answers: result.answered,
        "after the start": rounded(afterStart),
        "after warming up": rounded(first),
        "at the end": rounded(last),
        "growth, MB/minute": rounded(growth),
      },
    ],
  };
}

function startTable({ firstSeconds, laterSeconds, folderMegabytes }: StartMeasurement): Table {
  return {
    caption: "Start",
    notes: [
      "Seconds from the start of the process until it can judge: on a folder that was not there, and on the one that this run has filled.",
    ],
    rows: [
      {
        first: rounded(firstSeconds),
        "later, median": rounded(median(laterSeconds)),
        "later, slowest": rounded(Math.max(...laterSeconds)),
        "folder, MB": rounded(folderMegabytes),
      },
    ],
  };
}

function jobTable({ files, jobSeconds, scanSeconds }: JobMeasurement): Table {
  const row = (program: string, seconds: readonly number[]) => ({
    program,
    files,
    "seconds, median": rounded(median(seconds)),
    "files/s": rounded(files / median(seconds)),
  });
  return {
    caption: "The same files by job and by command line",
    notes: [
      `The median of ${jobSeconds.length} turns: a zip sent to a warm server, until its job is done; and the command line, start-up included.`,
    ],
    rows: [
      row("POST /api/v1/batch", jobSeconds),
      row("whowrote scan", scanSeconds),
      {
        program: "POST /api/v1/batch / whowrote scan",
        files: rounded(1),
        "seconds, median": rounded(median(jobSeconds) / median(scanSeconds)),
        "files/s": rounded(median(scanSeconds) / median(jobSeconds)),
      },
    ],
  };
}
