import type { NarrativeRequest, NarrativeSection, NarrativeTopic } from "../narrative.ts";
import { changeSentences } from "./change.ts";
import { codeSentences } from "./code.ts";
import { lexicalSentences } from "./lexical.ts";
import { limitSentences } from "./limits.ts";
import { neuralSentences } from "./neural.ts";
import { probabilitySentences } from "./probability.ts";
import { rewritingSentences } from "./rewriting.ts";
import { stabilitySentences } from "./stability.ts";
import { stylometrySentences } from "./stylometry.ts";
import { verdictSentences } from "./verdict.ts";

interface Writer {
  readonly title: string;
  /** Nothing where there is nothing to say. */
  readonly write: (request: NarrativeRequest) => readonly string[];
}

const writers: Readonly<Record<NarrativeTopic, Writer>> = {
  code: { title: "What the code is", write: codeSentences },
  verdict: { title: "What was found", write: verdictSentences },
  stylometry: { title: "Stylometry: habits that can be counted", write: stylometrySentences },
  lexical: { title: "Lexical method: wording", write: lexicalSentences },
  neural: { title: "Neural network: the code as a whole", write: neuralSentences },
  rewriting: { title: "Rewriting: what a language model changes", write: rewritingSentences },
  probability: { title: "Why the probability is what it is", write: probabilitySentences },
  stability: { title: "How well it holds", write: stabilitySentences },
  change: { title: "What would change it", write: changeSentences },
  limits: { title: "What this cannot know", write: limitSentences },
};

/**
 * Says in plain words what speaks for and against a verdict, from the measured evidence alone: no model writes it, and the
 * same evidence gives the same text.
 */
export function writeNarrative(request: NarrativeRequest): readonly NarrativeSection[] {
  return Object.entries(writers)
    .map(([topic, { title, write }]) => ({ topic: topic as NarrativeTopic, title, sentences: write(request) }))
    .filter(({ sentences }) => sentences.length > 0);
}
