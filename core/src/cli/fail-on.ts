import { z } from "zod";
import type { Detection } from "../detection.ts";

/** When a scan ends with exit code 1: any file judged `ai`, or any with at least this probability of AI. */
export interface FailCondition {
  /** 0..1; null when the verdict decides. */
  readonly probability: number | null;
}

/** Reads `ai` and `ai:0.9`. */
export const failCondition = z
  .string()
  .regex(/^ai(:(0(\.\d+)?|1(\.0+)?|\.\d+))?$/, "must be ai, or ai: and a probability from 0 to 1, as in ai:0.9")
  .transform((text): FailCondition => ({ probability: text === "ai" ? null : Number(text.slice(3)) }));

/** Whether a file is what the condition is about. */
export function meets({ probability }: FailCondition, detection: Detection): boolean {
  if (probability === null) return detection.verdict === "ai";
  return detection.probability !== null && detection.probability >= probability;
}
