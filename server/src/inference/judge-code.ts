import type { CodeDetector, Detection, Explanation } from "whowrote/detection";
import type { LanguageId } from "whowrote/language";
import { languageIds } from "whowrote/language";
import type { IdentifyLanguage } from "whowrote/language/identify";
import { languageOfFile } from "whowrote/language/of-file";
import type { CodeText, JudgeRequest } from "../inference.ts";
import type { Judgement } from "./judge-order.ts";
import { createSourceOffsets } from "./source-offsets.ts";
import { topTokens } from "./top-tokens.ts";

/** Neither path nor content tell a language. */
export class NoLanguageError extends Error {
  override readonly name = "NoLanguageError";
}

/** A detector gives every signal, fifty kilobytes of them; beside those that are asked for, so many are enough for a person. */
const mostReasons = 10;

/** @throws {NoLanguageError} */
export function tellLanguage({ language, path, text }: CodeText, identify: IdentifyLanguage): LanguageId {
  const told = language ?? languageOfFile(path, text, identify);
  if (told !== undefined) return told;
  throw new NoLanguageError(
    `Neither a path nor the code itself tells its language. Name one of: ${languageIds.join(", ")}.`,
  );
}

/** Asks a detector, and leaves out of its answer what was not asked for. Offsets are into the text as it was given. */
export async function judgeCode(
  request: Omit<JudgeRequest, "version">,
  keptReasons: readonly string[],
  detector: CodeDetector,
  identify: IdentifyLanguage,
): Promise<Judgement> {
  const { text, path, detail, stability = false, tokenAttribution = true, falsePositiveRate } = request;
  const source = { text, language: tellLanguage(request, identify), ...(path !== undefined && { path }) };
  const options = falsePositiveRate === undefined ? {} : { falsePositiveRate };
  const scaleOf = ({ language, lines, probability, standing }: Detection): Pick<Judgement, "scale"> => {
    if (probability === null) return {};
    const scale = detector.scale(language, lines, falsePositiveRate ?? defaultRate);
    return { scale: standing?.noVerdict ? { ...scale, aiFrom: null, humanTo: null } : scale };
  };
  if (detail === "verdict") {
    const detection = await detector.detect(source, options);
    return { detection: shorten(detection, keptReasons), topTokens: [], ...scaleOf(detection) };
  }
  const isWhole = detail === "explanation";
  const explained = await detector.explain(source, {
    ...options,
    neural: isWhole && tokenAttribution,
    functions: isWhole,
    stability: isWhole && stability,
  });
  const explanation = moveOffsets(explained, text);
  const beside = { topTokens: topTokens(text, explanation), ...scaleOf(explanation) };
  if (isWhole) return { detection: explanation, explanation, ...beside };
  return { detection: shorten(explanation, keptReasons), ...beside };
}

/** What a detector accepts where it is not told. */
const defaultRate = 0.01;

/** Without what an explanation has beside it, and without most of its reasons. */
function shorten(answer: Detection, keptReasons: readonly string[]): Detection {
  const { path, language, verdict, probability, falseAlarmRate, reason, detectors } = answer;
  const { reasons, lines, truncated, checkpoint } = answer;
  const strongest = reasons.filter(({ id }, at) => at < mostReasons || keptReasons.includes(id));
  return {
    ...(path !== undefined && { path }),
    ...{ language, verdict, probability, falseAlarmRate, reason, detectors, reasons: strongest },
    ...{ lines, truncated, checkpoint },
  };
}

function moveOffsets(explanation: Explanation, given: string): Explanation {
  const offset = createSourceOffsets(given);
  const move = <Token extends { readonly start: number; readonly end: number }>(token: Token): Token => ({
    ...token,
    start: offset(token.start),
    end: offset(token.end),
  });
  const { tokenContributions, neural, functions } = explanation;
  return {
    ...explanation,
    tokenContributions: tokenContributions.map(move),
    ...(neural && { neural: { ...neural, tokens: neural.tokens.map(move) } }),
    ...(functions && { functions: { ...functions, functions: functions.functions.map(move) } }),
  };
}
