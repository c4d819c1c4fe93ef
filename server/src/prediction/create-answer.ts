import type { Judged } from "../inference.ts";
import type { Prediction } from "../schema/prediction.ts";
import { toWireScale } from "../schema/scale.ts";

/** What is known of an answer beside the judgement. */
export interface AnswerFacts {
  readonly id: string;
  readonly createdAt: Date;
  readonly version: string;
  readonly contentHash: string;
  readonly path: string | undefined;
  readonly falsePositiveRate: number;
  readonly isCached: boolean;
  /** Milliseconds. */
  readonly totalMs: number;
}

/** How many of the strongest reasons an answer gives; `explain` gives all. */
const mostReasons = 8;

/** The answer as it goes over the wire and into the database. */
export function createAnswer(
  { detection, topTokens, scale, elapsedMs, waitedMs }: Judged,
  facts: AnswerFacts,
): Prediction {
  const { probability } = detection;
  return {
    id: facts.id,
    created_at: facts.createdAt.toISOString(),
    model_version: facts.version,
    content_hash: facts.contentHash,
    language: detection.language,
    ...(facts.path !== undefined && { path: facts.path }),
    verdict: detection.verdict,
    probability,
    confidence: probability === null ? null : Math.max(probability, 1 - probability),
    false_alarm_rate: detection.falseAlarmRate,
    false_positive_rate: facts.falsePositiveRate,
    reason: detection.reason,
    ...(scale && { scale: toWireScale(scale) }),
    lines: detection.lines,
    truncated: detection.truncated,
    detectors: detection.detectors.map(({ detector, score, abstains }) => ({
      detector,
      score,
      probability: score === null ? null : 1 / (1 + Math.exp(-score)),
      ...(abstains !== undefined && { abstains }),
    })),
    reasons: detection.reasons.slice(0, mostReasons).map(toWireReason),
    top_tokens: [...topTokens],
    timing: {
      total_ms: round(facts.totalMs),
      judge_ms: facts.isCached ? 0 : round(elapsedMs),
      wait_ms: facts.isCached ? 0 : round(waitedMs),
    },
    cached: facts.isCached,
  };
}

type WireReason = Prediction["reasons"][number];

/** Reasons with their typical ranges as lists that JSON and its schema know. */
export function toWireReason({ typical, ...reason }: Judged["detection"]["reasons"][number]): WireReason {
  return { ...reason, ...(typical && { typical: { human: [...typical.human], ai: [...typical.ai] } }) };
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
