import { createLanguageIdentifier, identifiedClasses, type IdentifyLanguage } from "whowrote/language/identify";
import { lexicalFeatures } from "whowrote/language/lexical-features";
import { wilson, type Rate } from "whowrote/statistics/interval";
import type { Tensors } from "whowrote/tensor";
import type { Sample } from "../dataset/sample.ts";
import { chooseFeatures } from "./choose-features.ts";
import { chooseTexts, type LabelledText } from "./choose-texts.ts";
import { fitIdentifier } from "./fit-identifier.ts";
import type { IdentifierTrainingOptions } from "./options.ts";

export interface TrainedIdentifier {
  readonly tensors: Tensors;
  readonly leastProbability: number;
  /** On held-out groups, pieces of files among them: by class, the share that is named right. */
  readonly heldOut: Readonly<Record<string, Rate>>;
  readonly texts: number;
}

/** Trains on samples of the twelve languages. The same samples and options give the same bytes. */
export function trainIdentifier(samples: readonly Sample[], options: IdentifierTrainingOptions): TrainedIdentifier {
  const texts = chooseTexts(samples, options);
  const fitted = texts.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = texts.filter(({ isHeldOut }) => isHeldOut);
  const classes = identifiedClasses.length;
  const labels = Uint8Array.from(fitted, ({ label }) => label);
  const found = fitted.map(({ text }) => Uint32Array.from(lexicalFeatures(text)));
  const features = chooseFeatures(found, labels, classes, { keep: options.features, leastTexts: options.leastTexts });
  const indexOf = new Map(Array.from(features, (feature, index) => [feature, index]));
  const indexed = found.map((own) =>
    Uint16Array.from(Array.from(own, (feature) => indexOf.get(feature)).filter((index) => index !== undefined)),
  );
  const tensors = fitIdentifier(indexed, labels, features, classes, options);
  const leastProbability = chooseThreshold(tensors, heldOut, options.falseAlarms);
  const identify = createLanguageIdentifier(tensors, { leastProbability });
  return { tensors, leastProbability, heldOut: measureIdentifier(identify, heldOut), texts: fitted.length };
}

/** The smallest threshold of at least a half at which so few texts of no language get a name. */
function chooseThreshold(tensors: Tensors, heldOut: readonly LabelledText[], falseAlarms: number): number {
  const identify = createLanguageIdentifier(tensors, { leastProbability: 0 });
  const other = identifiedClasses.indexOf("other");
  const probabilities = heldOut
    .filter(({ label }) => label === other)
    .map(({ text }) => identify(text)?.probability ?? 0)
    .sort((one, another) => another - one);
  const allowed = probabilities[Math.floor(probabilities.length * falseAlarms)] ?? 0;
  return Math.max(0.5, Math.ceil(allowed * 1000) / 1000);
}

/** The share of the texts of each class that is named right; for `other`, that is not named. */
function measureIdentifier(identify: IdentifyLanguage, texts: readonly LabelledText[]): Record<string, Rate> {
  const rates = identifiedClasses.map((name, label) => {
    const own = texts.filter((text) => text.label === label);
    const right = own.filter(({ text }) => (identify(text)?.language ?? "other") === name).length;
    return [name, wilson(right, own.length)] as const;
  });
  return Object.fromEntries(rates);
}
