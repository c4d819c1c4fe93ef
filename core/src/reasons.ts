import type { Reason } from "./detection.ts";
import type { LanguageId } from "./language.ts";
import type { QuickModel } from "./quick-model.ts";
import { signals } from "./signal/index.ts";
import { viewIds } from "./view.ts";
import { views } from "./view/index.ts";

/**
 * What each signal and view adds to the joined score, strongest first. Signals that are not defined for the file, and
 * what language and length add, are left out.
 */
export function createReasons(model: QuickModel, row: Float32Array, language: LanguageId): Reason[] {
  const { values } = model.ensemble.contribute(row);
  const fromSignals = signals.map((signal, at): Reason => {
    const [humanLow, humanHigh, aiLow, aiHigh] = model.typical(language, at);
    const known = ![humanLow, humanHigh, aiLow, aiHigh].some(Number.isNaN);
    return {
      id: signal.id,
      meaning: signal.meaning,
      unit: signal.unit,
      value: row[at]!,
      contribution: values[at]!,
      ...(known && { typical: { human: [humanLow, humanHigh], ai: [aiLow, aiHigh] } as const }),
    };
  });
  // The mean of the views is a feature of its own; what it adds came from the views in equal parts.
  const fromMean = values[signals.length + viewIds.length]! / viewIds.length;
  const fromViews = viewIds.map((id, at): Reason => {
    const column = signals.length + at;
    const contribution = values[column]! + fromMean;
    return { id: `lexical.${id}`, meaning: views[id].meaning, unit: "score", value: row[column]!, contribution };
  });
  return [...fromSignals, ...fromViews]
    .filter((reason) => !Number.isNaN(reason.value) && reason.contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
