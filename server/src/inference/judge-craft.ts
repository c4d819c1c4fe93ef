import type { CodeDetector } from "whowrote/detection";
import { UnsupportedLanguageError } from "whowrote/language/unsupported";
import { describeError } from "whowrote/node/describe-error";
import type { DetectorModule } from "whowrote/node/detector-module";
import { ParserCrashedError } from "whowrote/node/grammars";
import { loadLanguageIdentifier } from "whowrote/node/language-identifier";
import { ParseAbandonedError } from "whowrote/syntax-tree";
import { compareCode, IncomparableError } from "./compare-code.ts";
import { judgeCode, NoLanguageError } from "./judge-code.ts";
import type { JudgeAnswer, JudgeTask, VersionSpec } from "./judge-order.ts";
import type { Craft } from "./serve-orders.ts";
import { warmUp } from "./warm-up.ts";

/** What a thread that judges can do. */
export function createJudgeCraft(): Craft<VersionSpec, JudgeTask, CodeDetector, JudgeAnswer> {
  const identifier = loadLanguageIdentifier();
  // Said by whoever asks it.
  identifier.catch(() => {});
  return {
    load: async ({ folder, detectorModule }, isUrgent) => {
      const { loadDetector } = (await import(detectorModule)) as DetectorModule;
      const detector = await loadDetector({ folder });
      if (!isUrgent) await warmUp(detector);
      await identifier;
      return detector;
    },
    // oxlint-disable-next-line typescript/require-await -- the contract is asynchronous
    unload: async (detector) => detector.close(),
    answer: async (task, detector) => {
      const identify = await identifier;
      if (task.kind === "resemble")
        return { kind: "resemblance", resemblance: await compareCode(task.texts, identify) };
      if (detector === undefined) throw new Error("A verdict was asked for without a model version; name one.");
      return {
        kind: "judgement",
        judgement: await judgeCode(task.request, task.keptReasons, detector, identify),
      };
    },
    explainFailure: (error) => {
      if (error instanceof NoLanguageError || error instanceof UnsupportedLanguageError)
        return { kind: "language", message: error.message };
      if (inputErrors.some((kind) => error instanceof kind))
        return { kind: "input", message: (error as Error).message };
      return { kind: "defect", message: describeError(error) };
    },
  };
}

/** After these a thread is as good as before: the parser was replaced. */
const inputErrors = [ParserCrashedError, ParseAbandonedError, IncomparableError];
