import { createId } from "../../src/id.ts";
import type { NewPrediction } from "../../src/storage/predictions.ts";

/** A prediction with every required column. */
export function samplePrediction(changes: Partial<NewPrediction> = {}): NewPrediction {
  return {
    id: createId(),
    content_hash: "0".repeat(64),
    language: "python",
    verdict: "ai",
    probability: 0.9,
    false_alarm_rate: 0.01,
    confidence: 0.9,
    detectors: [{ detector: "lexical", score: 2.5 }],
    model_version: "quick@0.1.0",
    latency_ms: 4.5,
    lines: 60,
    truncated: false,
    answer: { verdict: "ai" },
    ...changes,
  };
}
