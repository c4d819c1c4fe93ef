import type { ScanEntry } from "../../node/scan-entry.ts";
import { skipReasons } from "../../node/skip.ts";

/** How many of the strongest reasons go into a machine's report; `explain` gives all. */
const mostReasons = 8;

/** One file as a plain object: the same keys in `json` and `jsonl`. What was not judged has a null verdict and says why. */
export function toJsonEntry(entry: ScanEntry): Readonly<Record<string, unknown>> {
  const { path } = entry;
  const unjudged = { path, language: null, verdict: null, probability: null };
  if (entry.kind === "error") return { ...unjudged, reason: `error: ${entry.message}` };
  if (entry.kind === "skipped")
    return { ...unjudged, reason: `skipped: ${skipReasons[entry.reason]}`, ...(entry.isFolder && { isFolder: true }) };
  const { detection } = entry;
  return {
    path,
    language: detection.language,
    verdict: detection.verdict,
    probability: detection.probability,
    falseAlarmRate: detection.falseAlarmRate,
    reason: detection.reason,
    lines: detection.lines,
    truncated: detection.truncated,
    checkpoint: detection.checkpoint,
    detectors: detection.detectors,
    reasons: detection.reasons.slice(0, mostReasons),
    ...(entry.replaced > 0 && { replacedBytes: entry.replaced }),
  };
}
