import type { WireJobFile } from "@whowrote/server/schema/job";

/** A file of a job that was judged, with whatever a test needs otherwise. */
export const judged = (position: number, path: string, rest: Partial<WireJobFile> = {}): WireJobFile => ({
  position,
  path,
  state: "done",
  language: "python",
  verdict: "human",
  probability: 0.1,
  false_alarm_rate: 1,
  lines: 10,
  model_version: "quick@0.1.0",
  ...rest,
});
