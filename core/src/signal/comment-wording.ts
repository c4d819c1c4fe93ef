import type { CodeFacts } from "../code-facts.ts";
import type { Note } from "../code-facts/comment-facts.ts";
import { meanOf, shareOf } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";
import { docRestatedShare, restatedShare, stem } from "./restatement.ts";
import { logVariety } from "./variety.ts";
import { casualWords, describingVerbs, imperativeVerbs, polishedWords, reasonWords, stopwords } from "./vocabulary.ts";

const wording = (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
  id: `comment.${name}`,
  group: "comment",
  unit,
  meaning,
  measure,
});

/** What comments say. */
export const commentWordingSignals: readonly Signal[] = [
  wording("words", "words", "length of a comment in words, documentation left out", ({ comments }) =>
    meanOf(comments.remarks, (note) => note.words.length),
  ),
  wording("word-length", "characters", "length of a word in comments", ({ comments }) =>
    meanOf(comments.words, (word) => word.length),
  ),
  wording(
    "imperative-share",
    "share",
    "share of the comments that open with an order: Check …, Create …",
    ({ comments }) => shareOf(comments.remarks, (note) => imperativeVerbs.has(firstWord(note))),
  ),
  wording(
    "describing-share",
    "share",
    "share of the comments that open with a description: Checks …, Returns …",
    ({ comments }) => shareOf(comments.prose, (note) => describingVerbs.has(firstWord(note))),
  ),
  wording(
    "restated-share",
    "share",
    "share of a comment's words that the line of code below says again",
    restatedShare,
  ),
  wording("stopword-share", "share", "share of the words in comments that are small words (the, of, is)", (facts) =>
    wordShare(facts, stopwords),
  ),
  wording("article-share", "share", "share of the words in comments that are a, an or the", (facts) =>
    wordShare(facts, articles),
  ),
  wording(
    "reason-share",
    "share",
    "share of the comments that give a reason: because, otherwise, instead",
    ({ comments }) => shareOf(comments.prose, (note) => hasWord(note, reasonWords)),
  ),
  wording(
    "polished-share",
    "share",
    "share of the comments with words that language models are fond of",
    ({ comments }) => shareOf(comments.prose, (note) => hasWord(note, polishedWords)),
  ),
  wording(
    "casual-share",
    "share",
    "share of the comments in the tone of people talking: maybe, ugly, really",
    ({ comments }) => shareOf(comments.prose, (note) => hasWord(note, casualWords)),
  ),
  wording("person-share", "share", "share of the comments that say I, we, you, me, us or let's", ({ comments }) =>
    shareOf(comments.prose, (note) => hasWord(note, people)),
  ),
  wording(
    "todo-share",
    "share",
    "share of the comments that leave something to be done: TODO, FIXME, XXX, HACK",
    ({ comments }) => shareOf(comments.notes, (note) => /\b(TODO|FIXME|XXX|HACK|BUG)\b|^todo\b/.test(note.text)),
  ),
  wording("link-share", "share", "share of the comments with a web address", ({ comments }) =>
    shareOf(comments.prose, (note) => /https?:\/\/|www\./.test(note.text)),
  ),
  wording(
    "word-variety",
    "ratio",
    "how fast new words keep coming in comments (Herdan's C)",
    ({ comments: { words } }) => (words.length >= 10 ? logVariety(new Set(words).size, words.length) : NaN),
  ),
  wording(
    "name-word-share",
    "share",
    "share of the words in comments, small words left out, that are words of names in the code",
    ({ comments, names }) => {
      const known = new Set(names.words.map(stem));
      return shareOf(
        comments.words.filter((word) => !stopwords.has(word)),
        (word) => known.has(stem(word)),
      );
    },
  ),
  wording(
    "explained-name-share",
    "share",
    "share of the words within names that comments say, too",
    ({ comments, names }) => {
      if (comments.prose.length === 0) return NaN;
      const said = new Set(comments.words.map(stem));
      return shareOf([...new Set(names.words)], (word) => said.has(stem(word)));
    },
  ),
  wording(
    "doc-restated-share",
    "share",
    "share of the words of a documentation's first line that the documented line says again",
    docRestatedShare,
  ),
];

const articles = new Set(["a", "an", "the"]);
const people = new Set([
  "i",
  "i'm",
  "i'll",
  "i've",
  "we",
  "we're",
  "we'll",
  "we've",
  "you",
  "me",
  "us",
  "my",
  "our",
  "let's",
  "lets",
]);

function firstWord(note: Note): string {
  return note.words[0] ?? "";
}

function hasWord(note: Note, list: ReadonlySet<string>): boolean {
  return note.words.some((word) => list.has(word));
}

function wordShare({ comments }: CodeFacts, list: ReadonlySet<string>): number {
  return shareOf(comments.words, (word) => list.has(word));
}
