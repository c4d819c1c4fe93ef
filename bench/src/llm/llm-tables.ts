import type { Table } from "@whowrote/training/evaluate/table";
import type { ReportSection } from "../report.ts";
import { rounded } from "../server-speed/rounded.ts";
import type { OverheadMeasurement } from "./overhead.ts";
import type { RewriteMeasurement } from "./rewrites.ts";

/** Of the time that the limits allow. */
const mostRatio = 1.1;
const mostOverheadMs = 5;

/** @param rewrites the one that the aims are about first */
export function llmSections(
  rewrites: readonly RewriteMeasurement[],
  overheads: readonly OverheadMeasurement[],
): ReportSection[] {
  return [
    { id: "aims", title: "Aims", tables: [aimsTable(rewrites, overheads)] },
    { id: "keys", title: "The key pool", tables: [rewritesTable(rewrites)] },
    { id: "client", title: "The client", tables: [overheadTable(overheads)] },
  ];
}

const lostOf = ({ lost }: RewriteMeasurement): number => Object.values(lost).reduce((sum, count) => sum + count, 0);
const mostInMinute = ({ report }: RewriteMeasurement): number =>
  Math.max(...report.keys.map((key) => key.mostInMinute));
const sum = ({ report }: RewriteMeasurement, what: "requests" | "refused"): number =>
  report.keys.reduce((total, key) => total + key[what], 0);

function aimsTable([first]: readonly RewriteMeasurement[], overheads: readonly OverheadMeasurement[]): Table {
  const aims = first
    ? [
        { aim: "time / time that the limits allow", limit: mostRatio, measured: first.seconds / first.allowedSeconds },
        { aim: "most requests of a key in any minute", limit: first.limit, measured: mostInMinute(first) },
        { aim: "calls lost", limit: 0, measured: lostOf(first) },
      ]
    : [];
  const all = [
    ...aims,
    ...overheads.slice(0, 1).map(({ client, bare }) => ({
      aim: "milliseconds of a call beside a bare fetch, one at a time",
      limit: mostOverheadMs,
      measured: client.p50 - bare.p50,
    })),
  ];
  return {
    caption: "Aims",
    rows: all.map(({ aim, limit, measured }) => ({
      aim: `${aim}: at most ${limit}`,
      measured: rounded(measured),
      reached: measured <= limit ? "yes" : "no",
    })),
  };
}

function rewritesTable(measured: readonly RewriteMeasurement[]): Table {
  return {
    caption: "Rewrites over keys with limits",
    notes: [
      "All calls are made at the same moment. What the limits allow: each good key sends as many as it may at once, and as many again a minute later.",
      "Most in a minute: requests of one key that arrived in any minute, refused ones included.",
    ],
    rows: measured.map((one) => ({
      keys: one.name,
      calls: one.calls,
      seconds: rounded(one.seconds),
      "limits allow": rounded(one.allowedSeconds),
      ratio: rounded(one.seconds / one.allowedSeconds),
      "most in a minute": mostInMinute(one),
      requests: sum(one, "requests"),
      "refused for a limit": sum(one, "refused"),
      "dropped or 503": one.report.dropped + one.report.failed,
      lost: lostOf(one),
    })),
  };
}

function overheadTable(measured: readonly OverheadMeasurement[]): Table {
  const row = (
    way: string,
    { connections, calls }: OverheadMeasurement,
    { p50, p95 }: OverheadMeasurement["bare"],
  ) => ({
    call: way,
    "at once": connections,
    calls,
    "p50, ms": rounded(p50),
    "p95, ms": rounded(p95),
  });
  return {
    caption: "A call, with the client and bare",
    notes: [
      "The same request to a server that answers at once, in turns; the answer is parsed and checked. Of calls at once: the time until all are answered, divided by their number.",
    ],
    rows: measured.flatMap((one) => [
      row("client", one, one.client),
      row("bare fetch", one, one.bare),
      row("client less bare fetch", one, {
        p50: one.client.p50 - one.bare.p50,
        p95: one.client.p95 - one.bare.p95,
      }),
    ]),
  };
}
