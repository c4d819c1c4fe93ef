import { spread, type Example } from "../example.ts";

export const complexityExamples: readonly Example[] = [
  {
    fact: "functions of 4 and 1 lines with 3 and 0 parameters",
    language: "typescript",
    code: `function first(a: number, b = 2, c): string {
  if (a) return "x";
  return "y";
}
function second() {}`,
    expected: {
      "complexity.function-length-variation": spread(4, 1),
      "complexity.parameters": 3 / 2,
      "complexity.no-parameter-share": 1 / 2,
      "complexity.typed-parameter-share": 1 / 3,
      "complexity.default-parameter-share": 1 / 3,
      "complexity.return-type-share": 1 / 2,
      "complexity.returns-per-function": 2 / 2,
      "complexity.guard-share": 1 / 2,
      "complexity.cyclomatic": (2 + 1) / 2,
      "complexity.in-functions-share": 5 / 5,
    },
  },
  {
    fact: "self is no parameter, and else if is no deeper level",
    language: "python",
    code: `def f(self, a: int = 1) -> int:
    if a:
        pass
    elif a:
        for b in a:
            pass`,
    expected: {
      "complexity.parameters": 1,
      "complexity.typed-parameter-share": 1 / 1,
      "complexity.default-parameter-share": 1 / 1,
      "complexity.return-type-share": 1 / 1,
      "complexity.nesting": 2,
      "complexity.cyclomatic": 3 + 1,
      "complexity.guard-share": 1 / 1,
    },
  },
  {
    // Operators = + ; once each; operands a b b.
    fact: "Halstead's counts of a = b + b;",
    language: "javascript",
    code: "a = b + b;",
    expected: {
      "complexity.halstead-volume-per-line": 6 * Math.log2(3 + 2),
      "complexity.halstead-difficulty-relative": ((3 / 2) * (3 / 2)) / Math.log2(6),
      "complexity.halstead-effort-relative": Math.log2((3 / 2) * (3 / 2) * 6 * Math.log2(5)) / Math.log2(6),
      "complexity.cyclomatic": NaN,
      "complexity.in-functions-share": 0,
    },
  },
  {
    fact: "a lambda of three lines is a function, one of a line is not",
    language: "javascript",
    code: `run(() => {
  if (a) b();
});
run(() => a);`,
    expected: {
      "complexity.cyclomatic": 1 + 1,
      "complexity.function-length": NaN, // it has no name
      "complexity.function-length-max-share": 3 / 4,
    },
  },
];
