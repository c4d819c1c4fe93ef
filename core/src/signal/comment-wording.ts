import type { CodeFacts } from "../code-facts.ts";
import type { Note } from "../code-facts/comment-facts.ts";
import { mean, meanOf, share, shareOf, variation } from "../code-facts/distribution.ts";
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
  wording("words-variation", "ratio", "how much comments differ in length", ({ comments }) =>
    variation(comments.remarks.map((note) => note.words.length)),
  ),
  wording("word-length", "characters", "length of a word in comments", ({ comments }) =>
    mean(comments.prose.flatMap((note) => note.words.map((word) => word.length))),
  ),
  wording("imperative-share", "share", "share of the comments that open with an order: Check …, Create …", ({ comments }) =>
    shareOf(comments.remarks, (note) => imperativeVerbs.has(firstWord(note))),
  ),
  wording("describing-share", "share", "share of the comments that open with a description: Checks …, Returns …", ({ comments }) =>
    shareOf(comments.prose, (note) => describingVerbs.has(firstWord(note))),
  ),
  wording("restated-share", "share", "share of a comment's words that the line of code below says again", restatedShare),
  wording("stopword-share", "share", "share of the words in comments that are small words (the, of, is)", (facts) =>
    wordShare(facts, stopwords),
  ),
  wording("article-share", "share", "share of the words in comments that are a, an or the", (facts) =>
    wordShare(facts, articles),
  ),
  wording("reason-share", "share", "share of the comments that give a reason: because, otherwise, instead", ({ comments }) =>
    shareOf(comments.prose, (note) => hasWord(note, reasonWords)),
  ),
  wording("polished-share", "share", "share of the comments with words that language models are fond of", ({ comments }) =>
    shareOf(comments.prose, (note) => hasWord(note, polishedWords)),
  ),
  wording("casual-share", "share", "share of the comments in the tone of people talking: maybe, ugly, really", ({ comments }) =>
    shareOf(comments.prose, (note) => hasWord(note, casualWords)),
  ),
  wording("person-share", "share", "share of the comments that say I, we, you, me, us or let's", ({ comments }) =>
    shareOf(comments.prose, (note) => hasWord(note, people)),
  ),
  wording("todo-share", "share", "share of the comments that leave something to be done: TODO, FIXME, XXX, HACK", ({ comments }) =>
    shareOf(comments.notes, (note) => /\b(TODO|FIXME|XXX|HACK|BUG)\b|^todo\b/.test(note.text)),
  ),
  wording("link-share", "share", "share of the comments with a web address", ({ comments }) =>
    shareOf(comments.prose, (note) => /https?:\/\/|www\./.test(note.text)),
  ),
  wording("example-share", "share", "share of the comments that speak of an example: e.g., for example, usage", ({ comments }) =>
    shareOf(comments.prose, (note) => /\be\.g\.|\b(for example|example|usage)\b|>>> /i.test(note.text)),
  ),
  wording("present-participle-share", "share", "share of the words in comments that end in -ing", ({ comments }) => {
    const words = comments.prose.flatMap((note) => note.words);
    return share(words.filter((word) => /[a-z]{3}ing$/.test(word)).length, words.length);
  }),
  wording("word-variety", "ratio", "how fast new words keep coming in comments (Herdan's C)", ({ comments }) => {
    const words = comments.prose.flatMap((note) => note.words);
    return words.length >= 10 ? logVariety(new Set(words).size, words.length) : NaN;
  }),
  wording("name-word-share", "share", "share of the words in comments, small words left out, that are words of names in the code", ({ comments, names }) => {
    const known = new Set(names.words.map(stem));
    return shareOf(comments.prose.flatMap((note) => note.words).filter((word) => !stopwords.has(word)), (word) => known.has(stem(word)));
  }),
  wording("unexplained-name-share", "share", "share of the words of names that comments say, too", ({ comments, names }) => {
    if (comments.prose.length === 0) return NaN;
    const said = new Set(comments.prose.flatMap((note) => note.words.map(stem)));
    return shareOf([...new Set(names.words)], (word) => said.has(stem(word)));
  }),
  wording("contrast-share", "share", "share of the comments that set one thing against another: not, instead, rather, but", ({ comments }) =>
    shareOf(comments.prose, (note) => hasWord(note, contrasts)),
  ),
  wording("doc-restated-share", "share", "share of the words of a documentation's first line that the name below says again", docRestatedShare),
  wording("identifier-share", "share", "share of the comments that mention a name from the code", ({ comments, names }) =>
    shareOf(comments.prose, (note) => (note.text.match(/\w*[a-z_][A-Z]\w*|\w+_\w+|\w+\(\)/g) ?? []).some((word) => names.byText.has(word.replace("()", "")))),
  ),
];

const articles = new Set(["a", "an", "the"]);
const contrasts = new Set(["not", "instead", "rather", "but", "never", "without", "unlike", "regardless", "even"]);
const people = new Set(["i", "i'm", "i'll", "i've", "we", "we're", "we'll", "we've", "you", "me", "us", "my", "our", "let's", "lets"]);

function firstWord(note: Note): string {
  return note.words[0] ?? "";
}

function hasWord(note: Note, list: ReadonlySet<string>): boolean {
  return note.words.some((word) => list.has(word));
}

function wordShare({ comments }: CodeFacts, list: ReadonlySet<string>): number {
  let total = 0;
  let listed = 0;
  for (const note of comments.prose)
    for (const word of note.words) {
      total++;
      if (list.has(word)) listed++;
    }
  return share(listed, total);
}

function firstWordVariety(notes: readonly Note[]): number {
  const counts = new Map<string, number>();
  for (const note of notes) counts.set(firstWord(note), (counts.get(firstWord(note)) ?? 0) + 1);
  return notes.length < 2 ? NaN : share([...counts.values()].filter((count) => count === 1).length, notes.length);
}
