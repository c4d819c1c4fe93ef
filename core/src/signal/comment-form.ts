import { dominance, largest, mean, share, shareOf, sum } from "../code-facts/distribution.ts";
import type { Note } from "../code-facts/comment-facts.ts";
import type { Signal } from "../signal.ts";

const form = (
  name: string,
  meaning: string,
  passes: (note: Note) => boolean,
  of: "prose" | "remarks" | "docs" = "remarks",
): Signal => ({
  id: `comment.${name}`,
  group: "comment",
  unit: "share",
  meaning: `share of the ${of === "docs" ? "documentation comments" : of === "prose" ? "comments and documentation comments" : "comments"} ${meaning}`,
  measure: ({ comments }) => shareOf(comments[of], passes),
});

const density = (name: string, meaning: string, mark: RegExp): Signal => ({
  id: `comment.${name}`,
  group: "comment",
  unit: "per word",
  meaning: `${meaning} per word of comment`,
  measure: ({ comments }) =>
    share(sum(comments.prose.map((note) => note.text.match(mark)?.length ?? 0)), comments.words.length),
});

const shorthand = /[→⇒←↔]|->|=>|(^|[\s(])\p{L}{2,}\/\p{L}{2,}([\s).,:]|$)|\p{L} \+ \p{L}|[~<>]=? ?\d|[<>]=/u;

/** How comments are written down: case, punctuation and typography. */
export const commentFormSignals: readonly Signal[] = [
  form("capital-start-share", "that begin with a capital letter", (note) => /^\P{L}*\p{Lu}/u.test(note.text)),
  form("unspaced-marker-share", "without a blank behind the comment mark", (note) =>
    /^(\/\/+|#+|\/\*)[^\s/#*!<]/.test(note.raw),
  ),
  form("full-stop-share", "that end with a full stop", (note) => /[^.]\.\)?$/.test(note.text)),
  form("question-share", "that ask a question", (note) => /\?(\s|$|\))/.test(note.text)),
  form("numbered-share", "that number a step: 1., (2), Step 3", (note) =>
    /^\W*(\(?\d+[.):]|(step|phase|case|test|part|stage) ?#?\d)/i.test(note.text),
  ),
  form("em-dash-share", "with a long dash (—)", (note) => note.text.includes("—"), "prose"),
  form("shorthand-share", "in shorthand: a → b, read/write, a + b, >= 2", (note) => shorthand.test(note.text), "prose"),
  form(
    "symbol-share",
    "with typographic marks or emoji that plain keyboards lack",
    (note) => /[\u2010-\u203a\u2190-\u2bff\u{1f300}-\u{1faff}×≤≥≈…]/u.test(note.text),
    "prose",
  ),
  form(
    "foreign-letter-share",
    "with letters from outside the English alphabet",
    (note) => /[^\p{ASCII}\p{P}\p{S}\p{N}\p{Z}\p{M}]/u.test(note.text),
    "prose",
  ),
  form(
    "parenthesis-share",
    "with a remark in parentheses",
    (note) => /\s\([a-z][^()]* [^()]*\)/i.test(note.text),
    "prose",
  ),
  form("semicolon-share", "that join clauses with a semicolon", (note) => /[a-z)`]; [a-z`]/.test(note.text), "prose"),
  form(
    "hyphen-share",
    "with a hyphenated word: read-only",
    (note) => /(^|[\s(])\p{L}{2,}(-\p{L}+)+([\s).,:;]|$)/u.test(note.text),
    "prose",
  ),
  form(
    "heading-share",
    "of up to five words that begin with a capital letter and have no stop",
    (note) => note.words.length <= 5 && /^\p{Lu}.*[\p{L}\p{N})]$/u.test(note.text),
  ),
  density("hyphen-density", "hyphenated words", /\p{L}-\p{L}/gu),
  density("parenthesis-density", "remarks in parentheses", /[\s(]\([^()\s]/g),
  density("comma-density", "commas", /, /g),
  density("full-stop-density", "full stops", /\p{L}\.(\s|$)/gu),
  density("colon-density", "colons", /: /g),
  density("backtick-density", "words in `backticks`", /`[^`]+`/g),
  density("dash-density", "dashes", /\s(-{1,2}|–|—)\s|—/g),
  {
    id: "comment.fill",
    group: "comment",
    unit: "ratio",
    meaning: "length of the lines of comments of several lines against the longest of them, last lines left out",
    measure: ({ comments }) =>
      mean(
        comments.prose
          .filter((note) => note.lines.length > 2)
          .map((note) => {
            const lengths = note.lines.slice(0, -1).map((line) => line.length);
            return mean(lengths) / largest(lengths);
          }),
      ),
  },
  {
    id: "comment.sentence-words",
    group: "comment",
    unit: "words",
    meaning: "words of a sentence in comments",
    measure: ({ comments }) => {
      const sentences = sum(comments.prose.map((note) => Math.max(1, note.text.match(/[.!?](\s|$)/g)?.length ?? 0)));
      return share(comments.words.length, sentences);
    },
  },
  {
    id: "comment.case-consistency",
    group: "comment",
    unit: "share",
    meaning: "how consistently comments begin with a capital or with a small letter",
    measure: ({ comments }) => consistency(comments.remarks, (note) => /^\P{L}*\p{Lu}/u.test(note.text)),
  },
];

function consistency(notes: readonly Note[], passes: (note: Note) => boolean): number {
  const passed = notes.filter(passes).length;
  return notes.length < 2 ? NaN : dominance([passed, notes.length - passed]);
}
