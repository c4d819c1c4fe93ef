import { percent } from "../../format/percent.ts";
import { english } from "../../text/english.ts";
import type { Lineup } from "./use-lineup.ts";

const { models: text } = english;

/** "quick@0.1.0: 90 %, quick@0.2.0: 10 %" and, on a line of its own, the shadows. */
export function lineupText({ weights, shadows }: Lineup): string[] {
  const shares = Object.entries(weights)
    .toSorted(([, a], [, b]) => b - a)
    .map(([version, share]) => text.shareOf(version, percent(share)));
  return [
    shares.length === 0 ? text.noTraffic : shares.join(", "),
    ...(shadows.length === 0 ? [] : [text.shadowsAre(shadows.join(", "))]),
  ];
}
