import { verdictSentences } from "whowrote/cli/explainer/sentences";
import type { NarrativeRequest } from "whowrote/narrative";
import { writeNarrative } from "whowrote/narrative/write-narrative";
import type { AppParts } from "../app-parts.ts";
import type { Asking } from "../language-models.ts";
import { judgeWithRewriting, type Voted } from "../prediction/judge-with-rewriting.ts";
import type { Predicted, PredictRequest } from "../prediction/predictor.ts";
import { toEvidence, type WireExplanation } from "../schema/explanation.ts";
import { toWireNarrative } from "../schema/narrative.ts";
import { createShortMemory } from "../short-memory.ts";

interface ExplainedCode {
  /** As it goes over the wire. */
  readonly answer: WireExplanation;
  /** What it was written from. */
  readonly told: NarrativeRequest;
}

/** Figures of a version do not change; which versions there are does. */
const figureSeconds = 300;

/** Judges code and says why, in figures and words, none of them by a language model. */
export function createExplainer(
  parts: Pick<AppParts, "predictor" | "languageModels" | "versions">,
): (request: Omit<PredictRequest, "detail">, asking?: Asking) => Promise<ExplainedCode> {
  const remember = createShortMemory<NarrativeRequest["metrics"]>(figureSeconds);
  const metricsOf = async (version: string): Promise<NarrativeRequest["metrics"]> =>
    remember(version, async () => {
      const found = await parts.versions.list();
      return found.find(({ id }) => id === version)?.folder?.metrics;
    });

  /** @param asking where rewriting is asked for its vote */
  return async (request, asking) => {
    const whole = { ...request, detail: "explanation" } as const;
    const predicted: Predicted & Partial<Voted> =
      asking === undefined ? await parts.predictor.predict(whole) : await judgeWithRewriting(parts, whole, asking);
    const { answer, judged, rewriting } = predicted;
    const { explanation } = judged;
    if (explanation === undefined) throw new Error("The detectors were asked for an explanation and gave none.");
    const { text, path } = request;
    const metrics = await metricsOf(answer.model_version);
    const told: NarrativeRequest = {
      ...{ text, explanation, falsePositiveRate: answer.false_positive_rate },
      ...(path !== undefined && { path }),
      ...(rewriting && { rewriting }),
      ...(metrics && { metrics }),
    };
    const sentences = verdictSentences({ ...told, path: path ?? "" });
    return {
      answer: {
        ...answer,
        evidence: toEvidence(explanation, sentences, text),
        narrative: toWireNarrative(writeNarrative(told)),
      },
      told,
    };
  };
}
