import { languageIds, type LanguageId } from "../language.ts";
import type { Tensors } from "../tensor.ts";
import { interpreterOf, languageOfShebang } from "./by-shebang.ts";
import { lexicalFeatures } from "./lexical-features.ts";

/** What the model tells apart: the languages, and text that is none of them (prose, JSON, HTML, CSS, shell, …). */
export const identifiedClasses = [...languageIds, "other"] as const;

export interface IdentifiedLanguage {
  readonly language: LanguageId;
  /** 0..1, of this language against the others and text that is no code. */
  readonly probability: number;
}

/** Names a text's language; `undefined` when it is not one of the twelve or too little is there to tell. */
export type IdentifyLanguage = (text: string) => IdentifiedLanguage | undefined;

/** What a released identifier needs besides its weights. */
export interface IdentifierOptions {
  /** Below this probability it says nothing. */
  readonly leastProbability: number;
}

/**
 * A multinomial linear model over the features of {@link lexicalFeatures}. Its weights are:
 * `features`, sorted hashes [F]; `weights`, int8 [F, C]; `scale` [C] of the weights; `bias` [C], with C the number of
 * {@link identifiedClasses}. Pure; reads the beginning of a long text only.
 * @throws when a tensor is missing or has another shape
 */
export function createLanguageIdentifier(tensors: Tensors, { leastProbability }: IdentifierOptions): IdentifyLanguage {
  const model = readModel(tensors);
  return (text) => {
    const byShebang = languageOfShebang(text);
    if (byShebang) return { language: byShebang, probability: 1 };
    if (interpreterOf(text) !== undefined || isCertainlyOther(text)) return undefined;
    const probabilities = predict(model, text);
    if (!probabilities) return undefined;
    const best = probabilities.indexOf(Math.max(...probabilities));
    const language = identifiedClasses[best]!;
    const probability = probabilities[best]!;
    return language === "other" || probability < leastProbability ? undefined : { language, probability };
  };
}

interface Model {
  readonly indexOfFeature: ReadonlyMap<number, number>;
  readonly weights: Int8Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

function readModel({ features, weights, scale, bias }: Tensors): Model {
  const classes = identifiedClasses.length;
  if (
    !(features?.data instanceof Uint32Array && weights?.data instanceof Int8Array) ||
    !(scale?.data instanceof Float32Array && bias?.data instanceof Float32Array) ||
    weights.data.length !== features.data.length * classes ||
    scale.data.length !== classes ||
    bias.data.length !== classes
  )
    throw new Error(
      `The language identifier needs the tensors features u32 [F], weights i8 [F, ${classes}], scale f32 [${classes}] and bias f32 [${classes}]. ` +
        "Restore models/language-identifier from the release, or train it again with training/runs/language-identifier.ts.",
    );
  return {
    indexOfFeature: new Map(Array.from(features.data, (feature, index) => [feature, index])),
    weights: weights.data,
    scale: scale.data,
    bias: bias.data,
  };
}

/** Probabilities of {@link identifiedClasses}; `undefined` where the text holds no feature that the model knows. */
function predict({ indexOfFeature, weights, scale, bias }: Model, text: string): number[] | undefined {
  const classes = identifiedClasses.length;
  const features = lexicalFeatures(text);
  const sums = new Float64Array(classes);
  let known = 0;
  for (const feature of features) {
    const index = indexOfFeature.get(feature);
    if (index === undefined) continue;
    known++;
    for (let c = 0; c < classes; c++) sums[c]! += weights[index * classes + c]!;
  }
  if (known === 0) return undefined;
  const scores = Array.from(sums, (sum, c) => (sum * scale[c]!) / Math.sqrt(known) + bias[c]!);
  const most = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - most));
  const total = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one) => one / total);
}

/** Markup says so itself: a page, or a piece of one from its first tag to its last. PHP may stand inside. */
function isCertainlyOther(text: string): boolean {
  if (text.includes("\0")) return true;
  const isPage = /^\s*<(!doctype|html|\?xml|svg)\b/i.test(text.slice(0, 1000));
  const isPiece = /^\s*<[a-z!]/i.test(text.slice(0, 1000)) && text.trimEnd().endsWith(">");
  return (isPage || isPiece) && !/<\?(php|=)/.test(text);
}
