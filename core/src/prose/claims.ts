import type { Verdict } from "../verdict.ts";

const negation = /\b(?:not|no|nor|never|cannot|nothing|neither|without|rather than)\b|n['’]t\b/;
/** A sentence with one of these says how something looks, not how it is. */
const hedge =
  /\b(?:looks?|appears?|seems?|likely|probab\w+|suggests?|consistent|resembl\w+|often|usual\w*|points?|leans?|likelihood)\b/;
/** A sentence with one of these supposes or compares. */
const supposition =
  /\b(?:may|might|could|would|whether|if|had|than|typical\w*|common\w*|rare\w*|compared|known|held-out|samples?)\b/;
const overclaim =
  /\b(?:proves?|proven|proof|definitely|certainly|undoubtedly|unquestionably|conclusive\w*|no doubt|guilty|cheat\w*|plagiari\w+|dishonest\w*|misconduct)\b/;

const person = "human|humans|person|people|student|programmer|developer";
const agent = `(?:an?\\s+|the\\s+)?(?:\\w+\\s+)?(?:(${person})|ai|artificial|machine|model|llm|chatbot|copilot)`;
const made = "(?:written|authored|created|produced|generated|made|composed)";
/** "was written by a human", "is AI-generated", "a student wrote": a denial, and the person, where it is one. */
const authorships = [
  `\\b(?:is|was|were|are|been|be)(\\s+not|n['’]t)?\\s+(?:\\w+ly\\s+)?${made}\\s+by\\s+${agent}\\b`,
  `\\b(?:is|was|were|are)(\\s+not|n['’]t)?\\s+(?:\\w+ly\\s+)?(?:(${person})|ai|machine|llm)[- ]${made}\\b`,
  `\\b(did not\\s+|didn['’]t\\s+)?(?:an?|the)\\s+(?:\\w+\\s+)?(?:(${person})|ai|machine|llm|model)\\s+(?:\\w+ly\\s+)?(?:wrote|authored)\\b`,
].map((pattern) => new RegExp(pattern));
/** Of what it is said: programs are about students and generated things, too. */
const subject = /\b(?:code|file|program|script|source|snippet|text|it|this|lines?)\b/;
const namedVerdict =
  /\b(?:verdict|conclusion|classification|classified|judged|judgement|judgment|labell?ed)\b[^.;]{0,30}?["“`*']?\b(human|ai|uncertain)\b/g;
/** The evidence itself tells where another verdict would begin, and what edits made of it. */
const comparison = /\b(?:threshold\w*|would|if|became|becomes?|up to|from a score|between)\b/;

/**
 * What an answer claims beyond or against what it was told, in words; undefined where nothing. Words are no proof of meaning: this
 * finds the ways in which models say such things, and errs on the side of asking again.
 */
export function findWrongClaim(text: string, verdict: Verdict): string | undefined {
  for (const sentence of text.toLowerCase().split(/(?<=[.!?])\s+|\n+/)) {
    if (statesAuthor(sentence, verdict)) return "it states as a fact who wrote the code";
    if (negation.test(sentence)) continue;
    if (overclaim.test(sentence)) return "it calls something certain, proven or dishonest";
    for (const [, named] of sentence.matchAll(namedVerdict))
      if (named !== verdict && !comparison.test(sentence)) return `it names another verdict than ${verdict}`;
  }
  return undefined;
}

/** The side of the verdict may be called likely; the other one may only be supposed. */
function statesAuthor(sentence: string, verdict: Verdict): boolean {
  const found = authorships.map((pattern) => pattern.exec(sentence)).find((match) => match !== null);
  if (found === undefined || !subject.test(sentence) || supposition.test(sentence)) return false;
  const [, denial, human] = found;
  // "It is not known that it was written by an AI" denies the knowledge and not the author.
  if (denial === undefined && negation.test(sentence)) return false;
  const isHuman = (human !== undefined) !== (denial !== undefined);
  return verdict !== (isHuman ? "human" : "ai") || !hedge.test(sentence);
}
