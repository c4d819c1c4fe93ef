import type { Table } from "@whowrote/training/evaluate/table";
import type { ReportSection } from "../report.ts";
import { rounded } from "../server-speed/rounded.ts";
import { median, shareOf } from "../speed/measurement.ts";
import { longLines, type PageMeasurements } from "./measure-page.ts";

export function pageSections(measured: PageMeasurements): readonly ReportSection[] {
  return [
    { id: "aims", title: "Aims", tables: [aimsTable(measured)] },
    { id: "times", title: "Times", tables: [timesTable(measured)] },
  ];
}

function aimsTable({ interactive, firstResult, inputDelay, kilobytes }: PageMeasurements): Table {
  const aims = [
    ["first view interactive, median, ms", 1_500, median(interactive)],
    ["first result after typing stops, 60 lines, median, ms", 300, median(firstResult)],
    [`input delay in ${longLines.toLocaleString("en")} lines, p95, ms`, 50, shareOf(inputDelay, 0.95)],
    ["first view over the network, kB", 350, kilobytes],
  ] as const;
  return {
    caption: "Aims",
    rows: aims.map(([aim, limit, value]) => ({
      aim: `${aim}: at most ${limit.toLocaleString("en")}`,
      measured: rounded(value),
      reached: value <= limit ? "yes" : "no",
    })),
  };
}

function timesTable({ firstPaint, interactive, firstResult, inputDelay }: PageMeasurements): Table {
  const times = [
    ["first view painted", firstPaint],
    ["first view interactive", interactive],
    ["first result after typing stops, 60 lines", firstResult],
    [`input delay in ${longLines.toLocaleString("en")} lines`, inputDelay],
  ] as const;
  return {
    caption: "Milliseconds",
    rows: times.map(([name, values]) => ({
      time: name,
      p50: rounded(median(values)),
      p95: rounded(shareOf(values, 0.95)),
      slowest: rounded(Math.max(...values)),
      measured: values.length,
    })),
  };
}
