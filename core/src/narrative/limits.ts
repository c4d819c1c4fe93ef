import type { NarrativeRequest } from "../narrative.ts";
import { advice, percent } from "../words.ts";
import { listOf } from "./phrases.ts";

/** What no measurement of the text can tell, and what to do in its place. */
export function limitSentences({ explanation, metrics = {} }: NarrativeRequest): readonly string[] {
  return [
    "It reads the text alone: not who typed it, not whether help was allowed, and not how much of it was copied, generated or changed by hand.",
    "Code that a person reworked after an AI wrote it, or an AI after a person, is neither; it may be called either, or uncertain.",
    "People who write like a style guide can look like AI, and models that are newer than the training data can look like people.",
    ...ranking(metrics),
    ...(explanation.truncated ? ["What stands behind the part that was read may be by someone else."] : []),
    "What helps more than any score: drafts, version history, and a talk about the code with its author.",
    advice,
  ];
}

/** AUROC is the share of pairs, one by AI and one by a person, in which the AI's scores higher. */
function ranking(metrics: NonNullable<NarrativeRequest["metrics"]>): string[] {
  const parts = ["files", "functions", "exercises"]
    .map((kind) => [kind, metrics[`${kind}: AUROC`]] as const)
    .filter(([, figure]) => figure !== undefined)
    .map(([kind, figure]) => `${percent(figure!.value)} for ${kind}`);
  if (parts.length === 0) return [];
  return [
    `How good the model is: of a sample by AI and one by a person, both never seen, it gives the AI's the higher score in ${listOf(parts)} (50 % is chance).`,
  ];
}
