import type { Reason } from "./detection.ts";
import type { LanguageId } from "./language.ts";
import type { QuickModel } from "./quick-model.ts";
import { signals } from "./signal/index.ts";
import { viewIds } from "./view.ts";
import { views } from "./view/index.ts";

/** Words for the view scores, which stand behind the signals in a feature row. */
const viewMeanings = [
  ...viewIds.map((id) => [`lexical.${id}`, views[id].meaning] as const),
  ["lexical.mean", "wording over all views"] as const,
];

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
  const fromViews = viewMeanings.map(([id, meaning], at): Reason => {
    const column = signals.length + at;
    return { id, meaning, unit: "score", value: row[column]!, contribution: values[column]! };
  });
  return [...fromSignals, ...fromViews]
    .filter((reason) => !Number.isNaN(reason.value) && reason.contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
