import type { Example } from "../example.ts";

export const commentExamples: readonly Example[] = [
  {
    fact: "where comments stand",
    language: "javascript",
    code: `// Opens with four words

// second one
// in two lines
function f(a) {
  // Check the input
  if (a) return;

  g(a); // behind

  // g(b);
  h(a);
}`,
    expected: {
      "comment.line-share": 5 / (5 + 5),
      "comment.remarks-per-line": 4 / 5, // the switched-off g(b) is no remark
      "comment.trailing-share": 1 / 4,
      "comment.lines-per-remark": (1 + 2 + 1) / 3,
      "comment.paragraph-opening-share": 2 / 3,
      "comment.before-statement-share": 1 / 3, // if, g and h are indented
      "comment.switched-off-share": 1 / 5,
      "comment.documented-function-share": 1 / 1,
      "comment.opening": 4,
      "comment.words": (4 + 5 + 3 + 1) / 4,
      "comment.longest-line": "Opens with four words".length,
      "comment.capital-start-share": 2 / 4,
      "comment.case-consistency": 2 / 4,
      "comment.imperative-share": 1 / 4,
      "comment.heading-share": 2 / 4,
      "complexity.function-comment-share": 2 / (2 + 5),
    },
  },
  {
    fact: "how remarks are written down",
    language: "javascript",
    code: `a(); //lower, with comma
b(); // Ends here.
c(); // why is this?
d(); // 1. Load it
e(); // Step 2: look
f(); // TODO fix it
g(); // see https://a.b/c`,
    expected: {
      "comment.unspaced-marker-share": 1 / 7,
      "comment.full-stop-share": 1 / 7,
      "comment.question-share": 1 / 7,
      "comment.numbered-share": 2 / 7,
      "comment.todo-share": 1 / 7,
      "comment.link-share": 1 / 7,
      "comment.trailing-share": 7 / 7,
    },
  },
  {
    fact: "typography of five comments with 4, 6, 6, 4 and 5 words",
    language: "javascript",
    code: `a(); // Stop — it is enough
b(); // Ask first (it may fail); wait
c(); // A read-only \`list\`, sorted → always
d(); // Größe muß stimmen hier
e(); // Note: use a/b. Done...`,
    expected: {
      "comment.em-dash-share": 1 / 5,
      "comment.dash-density": 1 / 25,
      "comment.symbol-share": 2 / 5, // — and →
      "comment.foreign-letter-share": 1 / 5,
      "comment.parenthesis-share": 1 / 5,
      "comment.parenthesis-density": 1 / 25,
      "comment.semicolon-share": 1 / 5,
      "comment.hyphen-share": 1 / 5,
      "comment.hyphen-density": 1 / 25,
      "comment.shorthand-share": 1 / 5, // →; one letter on each side of a slash is no word
      "comment.backtick-density": 1 / 25,
      "comment.comma-density": 1 / 25,
      "comment.colon-density": 1 / 25,
      "comment.full-stop-density": 1 / 25, // "b. "; an ellipsis is none
    },
  },
  {
    fact: "clauses joined by a semicolon",
    language: "javascript",
    code: "a(); // first this; then that",
    expected: { "comment.semicolon-share": 1 / 1, "comment.sentence-words": 4 },
  },
  {
    fact: "what comments say",
    language: "python",
    code: `# Calculate the total price
total_price = calculate(items)
# Returns it because we ensure nothing
send(total_price)
# ugly
x = 1`,
    expected: {
      // Words: calculate the total price / returns it because we ensure nothing / ugly
      "comment.words": (4 + 6 + 1) / 3,
      "comment.word-length": (9 + 3 + 5 + 5 + 7 + 2 + 7 + 2 + 6 + 7 + 4) / 11,
      "comment.imperative-share": 1 / 3,
      "comment.describing-share": 1 / 3,
      "comment.stopword-share": 4 / 11, // the, it, because, we
      "comment.article-share": 1 / 11,
      "comment.reason-share": 1 / 3,
      "comment.polished-share": 1 / 3,
      "comment.casual-share": 1 / 3,
      "comment.person-share": 1 / 3,
      // calculate, total, price all come again; returns, ensure, nothing do not, nor does ugly.
      "comment.restated-share": (3 / 3 + 0 / 3 + 0 / 1) / 3,
      "comment.name-word-share": 3 / 7,
      // Words of names: total price calculate items send x
      "comment.explained-name-share": 3 / 6,
      "comment.word-variety": Math.log(11) / Math.log(11),
      "comment.sentence-words": 11 / 3,
    },
  },
  {
    fact: "documentation in a docstring",
    language: "python",
    code: `def load_user(name):
    """Load the user.

    Args:
        name: who
    """
    return name


def g():
    """Nothing"""


def h(): pass`,
    expected: {
      "comment.documented-function-share": 2 / 3,
      "comment.doc-lines": (3 + 1) / 2,
      "comment.doc-full-stop-share": 1 / 2,
      "comment.doc-parameters-share": 1 / 2,
      "comment.doc-words-per-code-line": (6 + 1) / 4,
      "comment.doc-restated-share": (2 / 2 + 0 / 1) / 2, // load, user; nothing
      "language.python-docstring-share": 2 / 3,
      "language.python-single-quote-docstring-share": 0 / 2,
      "language.python-typed-function-share": 0 / 3,
      "comment.opening": 0,
    },
  },
  {
    fact: "Javadoc above a method past its annotation",
    language: "java",
    code: `class A {
    /**
     * Adds two numbers.
     *
     * @param a the first
     */
    @Override
    int add(int a) { return a; }
}`,
    expected: {
      "comment.documented-function-share": 1 / 1,
      "comment.doc-lines": 2,
      "comment.doc-parameters-share": 1 / 1,
      "comment.line-share": 5 / (5 + 4),
    },
  },
  {
    fact: "a comment of three lines, wrapped at 31, 25 and 9 columns",
    language: "javascript",
    code: `// aaaa bbbb cccc dddd eeee fff
// aaaa bbbb cccc dddd ee
// aaaa b
x();`,
    expected: {
      "comment.width": (31 + 25) / 2,
      "comment.fill": (28 + 22) / 2 / 28,
      "comment.longest-line": 28,
    },
  },
];
