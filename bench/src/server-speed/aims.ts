import type { Table } from "@whowrote/training/evaluate/table";
import { median } from "../speed/measurement.ts";
import { closedName, mostConnections, openName, type LoadMeasurement } from "./load-cases.ts";
import type { ServerMeasurements } from "./measure-server.ts";
import { rounded } from "./rounded.ts";
import type { TargetId } from "./target.ts";

interface Aim {
  readonly aim: string;
  /** Undefined when it was not measured. */
  readonly measured: number | undefined;
  readonly limit: number;
  readonly isMost: boolean;
}

/** Growth is told from noise by its size beside what the process holds: megabytes a minute. */
const steadyMegabytes = 1;

/** What the server is to reach, and whether this run reached it. */
export function aimsTable({ loads, memory, starts, jobs }: ServerMeasurements): Table {
  const find = (name: string, target: TargetId): LoadMeasurement | undefined =>
    loads.find(({ load, subject }) => load === name && subject.target === target);
  const full = find(closedName(mostConnections), "whowrote");
  const half = find(openName, "whowrote");
  const peer = find(closedName(mostConnections), "same-features");
  const atMost = (aim: string, limit: number, measured: number | undefined): Aim => ({
    aim,
    measured,
    limit,
    isMost: true,
  });
  const atLeast = (aim: string, limit: number, measured: number | undefined): Aim => ({
    aim,
    measured,
    limit,
    isMost: false,
  });
  const aims = [
    atMost(`p95 with ${mostConnections} connections at half of the highest rate, ms`, 25, half?.result.p95),
    atMost(`p95 with ${mostConnections} connections that ask without a pause, ms`, 25, full?.result.p95),
    atLeast("requests/s beside the peer of the same features", 5, full && peer && full.perSecond / peer.perSecond),
    atMost("event-loop delay at half of the highest rate, p99, ms", 20, half?.figures?.loopDelayP99),
    atMost("event-loop delay without a pause, p99, ms", 20, full?.figures?.loopDelayP99),
    atMost("growth of memory, MB/minute", steadyMegabytes, memory?.growth),
    atMost("start on an existing folder, seconds", 3, median(starts.laterSeconds)),
    atLeast("files/s of a job beside those of a scan", 0.8, median(jobs.scanSeconds) / median(jobs.jobSeconds)),
  ];
  return {
    caption: "Aims",
    rows: aims.map(({ aim, measured, limit, isMost }) => ({
      aim: `${aim}: at ${isMost ? "most" : "least"} ${limit}`,
      measured: rounded(measured ?? Number.NaN),
      reached: measured === undefined ? "not measured" : isReached(measured, limit, isMost) ? "yes" : "no",
    })),
  };
}

const isReached = (measured: number, limit: number, isMost: boolean): boolean =>
  isMost ? measured <= limit : measured >= limit;
