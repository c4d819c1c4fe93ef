import type { Example } from "../example.ts";

export const semanticExamples: readonly Example[] = [
  {
    fact: "building blocks among 78 words and marks",
    language: "javascript",
    code: `const a = x ? 1 : 2;
let b = [10, 15, 200];
for (const c of b) {
  a.f(c).g(b[0], () => -a);
}
if (a === null) {
  b += a * 2;
} else {
  throw new Error("Invalid value: it must be set");
}
class D {}`,
    expected: {
      "semantic.class-density": 1 / 78,
      "semantic.conditional-density": 1 / 78,
      "semantic.loop-density": 1 / 78,
      "semantic.throw-density": 1 / 78,
      "semantic.assignment-density": 1 / 78, // b +=
      "semantic.declaration-density": 2 / 78, // a, b
      "semantic.call-density": 3 / 78, // f, g, new Error
      "semantic.member-density": 2 / 78,
      "semantic.subscript-density": 1 / 78,
      "semantic.binary-density": 2 / 78, // ===, *
      "semantic.ternary-density": 1 / 78,
      "semantic.number-density": 7 / 78,
      "semantic.string-density": 1 / 78,
      "semantic.null-density": 1 / 78,
      "semantic.block-density": 3 / 78, // for, if, else
      "semantic.else-per-conditional": 1 / 1,
      "semantic.lambda-share": 1 / 1,
      "semantic.declaration-share": 2 / 3,
      "semantic.call-share": 3 / 3,
      "semantic.call-chain-share": 1 / 6,
      "semantic.small-number-share": 4 / 7, // 1 2 0 2
      "semantic.round-number-share": 2 / 3, // 10 and 200, not 15
      "semantic.number-variety": Math.log(6) / Math.log(7),
      "semantic.sentence-capital-share": 1 / 1,
      "semantic.sentence-colon-share": 1 / 1,
      "semantic.sentence-words": 6,
      "semantic.sentence-failure-share": 1 / 1,
      "semantic.error-message-words": 6,
      "semantic.early-exit-share": 0 / 1,
      "semantic.else-after-exit-share": 0 / 1,
    },
  },
  {
    fact: "building blocks among 49 words and marks",
    language: "python",
    code: `@wrap
def f(a: int, b):
    try:
        if a:
            return 1
        else:
            raise ValueError("failed to load (retry now)")
    except Exception:
        print("Done with all!\\n")
    while b:
        b = f"{a} of {b}"
    return None`,
    expected: {
      "semantic.function-density": 1 / 49,
      "semantic.try-density": 1 / 49,
      "semantic.return-density": 2 / 49,
      "semantic.decorator-density": 1 / 49,
      "semantic.parameter-density": 2 / 49,
      "semantic.type-annotation-density": 1 / 49,
      "semantic.string-density": 3 / 49,
      "semantic.string-length": (26 + 16 + 10) / 3,
      "semantic.string-sentence-share": 3 / 3,
      "semantic.string-interpolation-share": 1 / 3,
      "semantic.string-escape-share": 1 / 3,
      "semantic.sentence-capital-share": 1 / 3,
      "semantic.sentence-words": (5 + 3 + 3) / 3,
      "semantic.sentence-failure-share": 1 / 3,
      "semantic.sentence-parenthesis-share": 1 / 3,
      "semantic.error-message-words": 5,
      "semantic.broad-catch-share": 1 / 1,
      "semantic.early-exit-share": 1 / 1,
      "semantic.else-after-exit-share": 1 / 1,
      "semantic.output-call-share": 1 / 2,
      // The function: 47 words and marks, 29 different; forks at if, except and while; 11 lines.
      "complexity.cyclomatic": 3 + 1,
      "complexity.forks-per-line": 3 / 12,
      "complexity.nesting": 2,
      "complexity.function-length": 11,
      "complexity.function-length-max-share": 11 / 12,
      "complexity.in-functions-share": 11 / 12,
      "complexity.maintainability": 171 - 5.2 * Math.log(47 * Math.log2(29)) - 0.23 * 4 - 16.2 * Math.log(11),
      "language.python-f-string-share": 1 / 1,
      "language.python-except-as-share": 0 / 1,
      "language.python-print-function-share": 1 / 1,
      "language.python-typed-function-share": 1 / 1,
    },
  },
  {
    fact: "texts that exclaim, show a mark and hold a place",
    language: "javascript",
    code: `f("It is done!", "✓ ok", "%s items", "plain")`,
    expected: {
      "semantic.sentence-exclamation-share": 1 / 1,
      "semantic.string-symbol-share": 1 / 4,
      "semantic.string-placeholder-share": 1 / 4,
      "semantic.string-sentence-share": 1 / 4,
      "semantic.error-message-words": NaN,
    },
  },
];
