import type { Detection } from "whowrote/detection";
import type { RewritingAnswer } from "whowrote/rewriting";
import { joinVote } from "whowrote/rewriting/join-vote";
import type { AppParts } from "../app-parts.ts";
import type { Asking } from "../language-models.ts";
import { toWireRewriting } from "../schema/rewriting.ts";
import type { Predicted, PredictRequest } from "./predictor.ts";

/** A prediction with rewriting's vote in its verdict, as far as there is one. */
export interface Voted extends Predicted {
  readonly rewriting: RewritingAnswer;
}

/**
 * Judges, has language models rewrite the code, and stores the verdict of both. Memory keeps what the detectors said alone.
 * @throws {Problem} 409 when rewriting is not allowed, before anything is judged
 */
export async function judgeWithRewriting(
  { predictor, languageModels }: Pick<AppParts, "predictor" | "languageModels">,
  request: PredictRequest,
  asking: Asking,
): Promise<Voted> {
  const rewriter = languageModels.rewriter();
  const predicted = await predictor.judge(request);
  const { language, path } = predicted.answer;
  const began = performance.now();
  const source = { text: request.text, language, ...(path !== undefined && { path }) };
  const rewriting = await rewriter.ask(source, asking);
  const voted = vote(predicted, rewriting, performance.now() - began);
  await predictor.store(voted);
  return voted;
}

function vote(predicted: Predicted, rewriting: RewritingAnswer, askedMs: number): Voted {
  const { answer, judged, row } = predicted;
  const join = <Judged extends Detection>(detection: Judged): Judged =>
    joinVote(detection, rewriting, answer.false_positive_rate);
  const detection = join(judged.detection);
  const { verdict, falseAlarmRate, reason } = detection;
  const changes = {
    verdict,
    reason,
    false_alarm_rate: falseAlarmRate,
    rewriting: toWireRewriting(rewriting),
    timing: { ...answer.timing, total_ms: Math.round((answer.timing.total_ms + askedMs) * 100) / 100 },
  };
  return {
    answer: { ...answer, ...changes },
    judged: { ...judged, detection, ...(judged.explanation && { explanation: join(judged.explanation) }) },
    row: { ...row, verdict, false_alarm_rate: falseAlarmRate, answer: { ...row.answer, ...changes } },
    rewriting,
  };
}
