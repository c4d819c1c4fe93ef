import { createId, timeOfId } from "../id.ts";
import type { CodeText, Detail, Inference, Judged, JudgeRequest } from "../inference.ts";
import { createAnswerCache } from "../inference/answer-cache.ts";
import type { Metrics } from "../metrics.ts";
import type { ModelVersions } from "../model-version.ts";
import type { Prediction } from "../schema/prediction.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { createPredictionRecorder } from "../storage/prediction-recorder.ts";
import type { NewPrediction } from "../storage/predictions.ts";
import { contentHash } from "./content-hash.ts";
import { createAnswer } from "./create-answer.ts";

export interface PredictRequest extends CodeText {
  /** The server's own where left out. */
  readonly falsePositiveRate?: number | undefined;
  readonly detail: Detail;
  readonly stability?: JudgeRequest["stability"];
  readonly tokenAttribution?: JudgeRequest["tokenAttribution"];
  /** Whose requests one model version answers: key id, else address. */
  readonly stickyKey?: string | undefined;
  readonly keyId?: string | undefined;
  readonly jobId?: string | undefined;
  /** Of the text that somebody is still typing: see storage/drafts.ts. */
  readonly draft?: string | undefined;
  /** Who waits for each other (`AskOptions`); the sticky key where left out. */
  readonly line?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Predicted {
  /** As it goes over the wire. */
  readonly answer: Prediction;
  readonly judged: Judged;
  /** As it goes into the database. */
  readonly row: NewPrediction;
}

/** From code to a stored answer: the version that answers, memory, detectors, database. */
export interface Predictor {
  /** Judges and does not store: for who writes the row in a transaction of their own. Rejects as `Inference.judge` does. */
  readonly judge: (request: PredictRequest) => Promise<Predicted>;
  /** Resolves when what was judged is durable. */
  readonly store: (predicted: Predicted) => Promise<void>;
  /** Judges, and resolves when the answer is durable. */
  readonly predict: (request: PredictRequest) => Promise<Predicted>;
  /** Answers in memory. */
  readonly cached: () => number;
}

interface PredictorParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly inference: Inference;
  readonly versions: ModelVersions;
  readonly metrics: Metrics;
}

export function createPredictor({ settings, storage, inference, versions, metrics }: PredictorParts): Predictor {
  const cache = createAnswerCache(inference.judge, { bytes: settings.cacheMegabytes * 1e6 });
  const record = createPredictionRecorder(storage.db);

  const judge = async (request: PredictRequest): Promise<Predicted> => {
    const began = performance.now();
    const { text, language, path, detail, stability, tokenAttribution } = request;
    const { falsePositiveRate = settings.falsePositiveRate, signal, stickyKey, line = stickyKey } = request;
    return versions.use(stickyKey, async (version) => {
      const question = { text, language, path, detail, stability, tokenAttribution, falsePositiveRate, version };
      const { judged, isCached } = await cache.judge(question, { signal, line });
      metrics.cache.inc({ outcome: isCached ? "hit" : "miss" });
      const { detection } = judged;
      const id = createId();
      const answer = createAnswer(judged, {
        id,
        createdAt: timeOfId(id),
        version,
        contentHash: contentHash(detection.language, text),
        path,
        falsePositiveRate,
        isCached,
        totalMs: performance.now() - began,
      });
      metrics.predictions.inc({ verdict: answer.verdict, language: answer.language, version });
      const source = { text, language: detection.language, ...(path !== undefined && { path }) };
      if (!isCached) versions.observe({ predictionId: id, version, source, detection });
      return { answer, judged, row: toRow(answer, request, settings.storeCode) };
    });
  };

  return {
    judge,
    store: async ({ row }) => record(row),
    predict: async (request) => {
      const predicted = await judge(request);
      await record(predicted.row);
      return predicted;
    },
    cached: () => cache.size().entries,
  };
}

function toRow(answer: Prediction, { text, keyId, jobId, draft }: PredictRequest, storesCode: boolean): NewPrediction {
  return {
    id: answer.id,
    content_hash: answer.content_hash,
    language: answer.language,
    path: answer.path ?? null,
    verdict: answer.verdict,
    probability: answer.probability,
    false_alarm_rate: answer.false_alarm_rate,
    confidence: answer.confidence,
    detectors: answer.detectors.map(({ detector, score, abstains }) => ({
      detector,
      score,
      ...(abstains !== undefined && { abstains }),
    })),
    model_version: answer.model_version,
    latency_ms: answer.timing.total_ms,
    lines: answer.lines,
    truncated: answer.truncated,
    key_id: keyId ?? null,
    job_id: jobId ?? null,
    draft: draft ?? null,
    code: storesCode ? text : null,
    answer: storesCode ? answer : withoutCode(answer),
  };
}

/** A token may be a whole string or comment. Where it stands is kept, and tells it to whoever has the code. */
const withoutCode = (answer: Prediction): Prediction => ({
  ...answer,
  top_tokens: answer.top_tokens.map((token) => ({ ...token, text: "" })),
});
