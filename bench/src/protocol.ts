import type { Sample } from "@whowrote/training/dataset/sample";
import type { Table } from "@whowrote/training/evaluate/table";
import type { Scorer } from "./scorer.ts";

export const protocolIds = ["P1", "P2", "P2r", "P5", "P6", "P7", "P10", "P13"] as const;
export type ProtocolId = (typeof protocolIds)[number];

/** One way to measure detection, as shared in the project's list of protocols. */
export interface Protocol {
  readonly title: string;
  /** Given the rows of all benchmark sets. */
  readonly measure: (rows: readonly Sample[], scorer: Scorer) => Promise<readonly Table[]>;
}
