import type { NarrativeSection, NarrativeTopic } from "../../narrative.ts";
import { advice } from "../../words.ts";

/** `explain` has the verdict at its top, what speaks in its tables and its margin, and the advice in a place of its own. */
const drawn: ReadonlySet<NarrativeTopic> = new Set(["verdict", "stylometry", "lexical", "neural"]);

/** The sections that `explain` writes out in words. */
export const wordsNotDrawn = (narrative: readonly NarrativeSection[]): readonly NarrativeSection[] =>
  narrative
    .filter(({ topic }) => !drawn.has(topic))
    .map((section) => ({ ...section, sentences: section.sentences.filter((sentence) => sentence !== advice) }));
