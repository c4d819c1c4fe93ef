import { shareOf } from "../code-facts/distribution.ts";
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

/** How comments are written down: case, punctuation and typography. */
export const commentFormSignals: readonly Signal[] = [
  form("capital-start-share", "that begin with a capital letter", (note) => /^\P{L}*\p{Lu}/u.test(note.text)),
  form("unspaced-marker-share", "without a blank behind the comment mark", (note) => /^(\/\/+|#+|\/\*)[^\s/#*!<]/.test(note.raw)),
  form("full-stop-share", "that end with a full stop", (note) => /[^.]\.\)?$/.test(note.text)),
  form("colon-end-share", "that end with a colon", (note) => /:$/.test(note.text)),
  form("question-share", "that ask a question", (note) => /\?(\s|$|\))/.test(note.text)),
  form("exclamation-share", "that exclaim", (note) => /[a-z)]!(\s|$)/i.test(note.text)),
  form("several-sentences-share", "with more than one sentence", (note) => /[\p{Ll})`'"][.!?]\s+\p{Lu}/u.test(note.text)),
  form("all-capitals-share", "shouted in capitals", (note) => /\p{Lu}{3}/u.test(note.text) && !/\p{Ll}/u.test(note.text)),
  form("numbered-share", "that number a step: 1., (2), Step 3", (note) => /^\W*(\(?\d+[.):]|(step|phase|case|test|part|stage) ?#?\d)/i.test(note.text)),
  form("label-share", "that begin with a word and a colon: Note: …", (note) => /^[A-Za-z][\w ]{1,24}:\s+\S/.test(note.text)),
  form("dash-share", "with a dash between words, of any kind", (note) => /\s(-{1,2}|–|—)\s|—/.test(note.text), "prose"),
  form("em-dash-share", "with a long dash (—)", (note) => note.text.includes("—"), "prose"),
  form("arrow-share", "with an arrow (→ or ->)", (note) => /[→⇒←↔]|->|=>/.test(note.text), "prose"),
  form("symbol-share", "with typographic marks or emoji that no keyboard has", (note) => /[\u2010-\u203a\u2190-\u2bff\u{1f300}-\u{1faff}×≤≥≈…]/u.test(note.text), "prose"),
  form("foreign-letter-share", "with letters from outside the English alphabet", (note) => /[^\p{ASCII}\p{P}\p{S}\p{N}\p{Z}\p{M}]/u.test(note.text), "prose"),
  form("backtick-share", "that set code in `backticks`", (note) => /`[^`]+`/.test(note.text), "prose"),
  form("parenthesis-share", "with a remark in parentheses", (note) => /\s\([a-z][^()]* [^()]*\)/i.test(note.text), "prose"),
  form("semicolon-share", "that join clauses with a semicolon", (note) => /[a-z)`]; [a-z`]/.test(note.text), "prose"),
  form("comma-share", "with a comma between words", (note) => /\p{L}, \p{L}/u.test(note.text)),
  form("ellipsis-share", "with an ellipsis (...)", (note) => /\.\.\.|…/.test(note.text)),
  form("double-blank-share", "with two or more blanks between words", (note) => /[\p{L}.,] {2,}\p{L}/u.test(note.text)),
  form("quote-share", "that quote something in double quotation marks", (note) => /"[^"]+"/.test(note.text)),
  form("bullet-share", "with a list of points", (note) => note.lines.filter((line) => /^([-*•+]|\d+[.)]) \S/.test(line)).length > 1, "prose"),
];
