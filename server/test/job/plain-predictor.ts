import { createId } from "../../src/id.ts";
import { UnjudgeableError } from "../../src/inference.ts";
import { contentHash } from "../../src/prediction/content-hash.ts";
import type { Predicted, Predictor, PredictRequest } from "../../src/prediction/predictor.ts";

/** Called before a file is answered; throws what the inference would. */
type Before = (request: PredictRequest) => void;

/**
 * Answers as a model would that says the same of every file: what is tested is the queue, not the detectors. A file says
 * itself how many milliseconds it takes: `takes 20 ms`.
 */
export function createPlainPredictor(before: Before = () => {}): Predictor {
  const judge = async (request: PredictRequest): Promise<Predicted> => {
    const takes = Number(/takes (\d+) ms/.exec(request.text)?.[1] ?? 0);
    if (takes > 0) await new Promise((resolve) => setTimeout(resolve, takes));
    request.signal?.throwIfAborted();
    before(request);
    if (request.text.includes("unjudgeable")) throw new UnjudgeableError("This code cannot be judged.");
    const language = request.language ?? "python";
    const row = {
      id: createId(),
      content_hash: contentHash(language, request.text),
      language,
      path: request.path ?? null,
      verdict: "human" as const,
      probability: 0.25,
      false_alarm_rate: 0.4,
      confidence: 0.75,
      detectors: [],
      model_version: "plain@1",
      latency_ms: 1,
      lines: request.text.split("\n").length,
      truncated: false,
      key_id: request.keyId ?? null,
      job_id: request.jobId ?? null,
      code: null,
      answer: {},
    };
    // Nobody here reads the answer as it goes over the wire.
    return { row } as unknown as Predicted;
  };
  return { judge, predict: judge, store: async () => {}, cached: () => 0 };
}
