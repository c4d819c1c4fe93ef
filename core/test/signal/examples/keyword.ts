import { bits, type Example } from "../example.ts";

export const keywordExamples: readonly Example[] = [
  {
    fact: "classes of words and marks among 39",
    language: "javascript",
    code: `async function f(x) {
  const y = [1, 2];
  let z = y[0] + 1;
  return await this.g(!x && null);
}`,
    expected: {
      "keyword.constancy-density": 1 / 39,
      "keyword.mutability-density": 1 / 39,
      "keyword.definition-density": 1 / 39,
      "keyword.logic-density": 2 / 39,
      "keyword.literal-density": 1 / 39,
      "keyword.self-density": 1 / 39,
      "keyword.async-density": 2 / 39,
      "keyword.assignment-mark-density": 2 / 39,
      "keyword.arithmetic-mark-density": 1 / 39,
      "keyword.comma-mark-density": 1 / 39,
      "keyword.parenthesis-mark-density": 2 / 39,
      "keyword.square-mark-density": 2 / 39,
      "keyword.curly-mark-density": 1 / 39,
      "keyword.semicolon-mark-density": 3 / 39,
      "keyword.entropy": bits(1, 1, 1, 1, 1, 1, 1, 1),
    },
  },
  {
    fact: "plain types and colons among eleven, of which two are names",
    language: "c",
    code: "x = a ? (int) 1 : 2;",
    expected: {
      "keyword.primitive-density": 1 / 11,
      "keyword.colon-mark-density": 1 / 11,
      "keyword.identifier-share": 2 / 11,
      "keyword.punctuation-share": 6 / 11, // = ? ( ) : ;
    },
  },
  {
    fact: "two keywords among five",
    language: "python",
    code: "return not f()",
    expected: { "keyword.share": 2 / 5, "keyword.punctuation-share": 2 / 5, "keyword.identifier-share": 1 / 5 },
  },
];
