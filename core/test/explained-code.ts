import type { Explanation } from "../src/detection.ts";

/** Six lines of Python, the third of which is a comment. */
export const explainedText = `def total(prices, limit):
    result = 0
    # Sum what is below the limit.
    for price in prices:
        result += price if price < limit else 0
    return result
`;

/** An explanation whose numbers can be found again in what is written from it. */
export function explanationOf(change: Partial<Explanation> = {}): Explanation {
  return {
    path: "total.py",
    language: "python",
    verdict: "ai",
    probability: 0.9,
    falseAlarmRate: 0.004,
    reason: "0.4 % of people's code of this language and length looks as much like AI code",
    lines: 6,
    truncated: false,
    checkpoint: "test 1.0.0",
    detectors: [
      { detector: "stylometry", score: 1.25 },
      { detector: "lexical", score: -0.75 },
    ],
    reasons: [],
    signals: [
      {
        id: "comment.line-share",
        meaning: "share of lines that are comments",
        unit: "share",
        value: 0.17,
        contribution: 1.5,
        typical: { human: [0.02, 0.1], ai: [0.12, 0.3] },
      },
      { id: "lexical.names", meaning: "choice of names", unit: "score", value: -1.1, contribution: -0.5 },
      { id: "identifier.length", meaning: "letters of a name", unit: "characters", value: 5.5, contribution: 0.25 },
    ],
    lexicalScore: -0.75,
    lexicalBias: 0.1,
    lineContributions: [-0.5, 0, 0.4, 0, -0.25, 0],
    tokenContributions: [],
    outline: {
      codeLines: 5,
      commentLines: 1,
      blankLines: 0,
      functions: 1,
      classes: 0,
      conditionals: 0,
      loops: 1,
      nesting: 1,
      longest: { name: "total", lines: 6 },
      errors: 0,
    },
    standing: {
      language: "python",
      bin: "1-9",
      score: 3,
      aiFrom: 2,
      humanTo: -1,
      missRate: 0.05,
      humans: 2497,
      humanGroups: 1277,
      ais: 1674,
      found: { "1-9": 0, "10-29": 0.55, "100+": 0.7 },
    },
    ...change,
  };
}
