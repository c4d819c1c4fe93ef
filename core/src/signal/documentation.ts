import { meanOf, share, shareOf } from "../code-facts/distribution.ts";
import type { Note } from "../code-facts/comment-facts.ts";
import type { Signal } from "../signal.ts";

/** Comments that document a declaration. */
export const documentationSignals: readonly Signal[] = [
  {
    id: "comment.documented-function-share",
    group: "comment",
    unit: "share",
    meaning: "share of the functions with a comment or documentation right at them",
    measure: ({ functions }) =>
      shareOf(
        functions.filter((one) => one.isNamed),
        (one) => one.isDocumented,
      ),
  },
  {
    id: "comment.doc-lines",
    group: "comment",
    unit: "lines",
    meaning: "height of a documentation comment, blank lines left out",
    measure: ({ comments }) => meanOf(comments.docs, (note) => note.lines.length),
  },
  {
    id: "comment.doc-full-stop-share",
    group: "comment",
    unit: "share",
    meaning: "share of the documentation comments whose first line ends with a full stop",
    measure: ({ comments }) => shareOf(comments.docs, (note) => note.lines[0]!.endsWith(".")),
  },
  {
    id: "comment.doc-parameters-share",
    group: "comment",
    unit: "share",
    meaning: "share of the documentation comments that list parameters",
    measure: ({ comments }) =>
      shareOf(
        comments.docs,
        (note) => /[@:\\]param\b|<param\b/.test(note.raw) || note.lines.some((line) => parameterHeading.test(line)),
      ),
  },
  {
    id: "comment.doc-words-per-code-line",
    group: "comment",
    unit: "per line",
    meaning: "words of documentation per line of code",
    measure: ({ comments, lines }) =>
      share(
        comments.docs.reduce((sum, note) => sum + note.words.length, 0),
        lines.code,
      ),
  },
  {
    id: "comment.opening",
    group: "comment",
    unit: "words",
    meaning: "words of the comment that opens the file, at most 100; 0 when code comes first",
    measure: ({ comments, lines }) => (lines.lines.length === 0 ? NaN : Math.min(100, openingWords(comments.prose[0]))),
  },
];

/** Google, NumPy and rustdoc style. */
const parameterHeading = /^(# )?(Args|Arguments|Parameters|Params):?$/;

function openingWords(first: Note | undefined): number {
  return first?.firstLine === 0 && !first.isTrailing ? first.words.length : 0;
}
