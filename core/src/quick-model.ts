import { createCellFinder, type CalibrationCell } from "./calibration.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Classifier } from "./classifier.ts";
import { readClassifier } from "./classifier/index.ts";
import type { LexicalModel } from "./detector/lexical.ts";
import { ensembleFeatureNames } from "./ensemble.ts";
import { languageIds, type LanguageId } from "./language.ts";
import type { LengthBin } from "./length-bin.ts";
import { bucketBits } from "./measurement.ts";
import { signals } from "./signal/index.ts";
import type { Tensors } from "./tensor.ts";
import { viewIds } from "./view.ts";

/** The parameters of the detectors without an encoder, ready to predict. */
export interface QuickModel {
  readonly name: string;
  readonly stylometry: (language: LanguageId) => Classifier;
  readonly lexical: LexicalModel;
  readonly ensemble: Classifier;
  readonly cell: (language: LanguageId, bin: LengthBin) => CalibrationCell;
  /** Quartiles of each signal: `typical(language, signal)` is [human 25 %, human 75 %, ai 25 %, ai 75 %]. */
  readonly typical: (language: LanguageId, signal: number) => readonly [number, number, number, number];
}

/**
 * Builds the model from a checkpoint.
 * @throws when the checkpoint was trained on other signals or languages than this code measures, or lacks a calibration
 * or a tensor
 */
export function createQuickModel(checkpoint: Checkpoint, tensors: Tensors): QuickModel {
  checkSignals(checkpoint);
  const stylometry = readStylometry(checkpoint, tensors);
  const cell = createCellFinder(checkpoint.name, checkpoint.calibration);
  const typical = tensor(tensors, "typical", languageIds.length * signals.length * 4);
  return {
    name: `${checkpoint.name} ${checkpoint.version}`,
    stylometry,
    lexical: Object.fromEntries(
      viewIds.map((id) => {
        const settings = checkpoint.lexical.views[id];
        return [id, { ...settings, weights: tensor(tensors, `lexical.${id}.weights`, 2 ** bucketBits) as Int8Array }];
      }),
    ) as LexicalModel,
    ensemble: readClassifier(checkpoint.ensemble.kind, withPrefix(tensors, "ensemble.")),
    cell,
    typical: (language, signal) => {
      const at = (languageIds.indexOf(language) * signals.length + signal) * 4;
      return [typical[at]!, typical[at + 1]!, typical[at + 2]!, typical[at + 3]!];
    },
  };
}

function checkSignals(checkpoint: Checkpoint): void {
  const measured = signals.map((signal) => signal.id);
  const wanted = ensembleFeatureNames(measured);
  const differs = (a: readonly string[], b: readonly string[]) =>
    a.length !== b.length || a.some((id, at) => id !== b[at]);
  if (differs(checkpoint.signals, measured) || differs(checkpoint.ensemble.features, wanted))
    throw new Error(
      `The checkpoint "${checkpoint.name}" was trained on ${checkpoint.signals.length} signals that are not the ${measured.length} of this version, or on other languages ` +
        "(names and order must agree). Install the whowrote that wrote it, or train it again with training/runs/release.sh.",
    );
}

function readStylometry({ stylometry }: Checkpoint, tensors: Tensors): (language: LanguageId) => Classifier {
  if (stylometry.scope === "all-languages") {
    const classifier = readClassifier(stylometry.kind, withPrefix(tensors, "stylometry."));
    return () => classifier;
  }
  const classifiers = new Map<LanguageId, Classifier>();
  return (language) => {
    const known =
      classifiers.get(language) ?? readClassifier(stylometry.kind, withPrefix(tensors, `stylometry.${language}.`));
    classifiers.set(language, known);
    return known;
  };
}

function withPrefix(tensors: Tensors, prefix: string): Tensors {
  const chosen = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(chosen.map(([name, value]) => [name.slice(prefix.length), value]));
}

function tensor(tensors: Tensors, name: string, length: number) {
  const found = tensors[name];
  if (found?.data.length !== length)
    throw new Error(
      `The tensor "${name}" of the checkpoint ${found ? `has ${found.data.length} numbers, not ${length}` : "is missing"}. ` +
        "Restore its folder from the release.",
    );
  return found.data;
}
