import { python } from "@codemirror/lang-python";
import { describe, expect, test } from "vitest";
import { type CodeWord, codeWords } from "../../../src/view/compare/code-words.ts";
import { sharedPassages } from "../../../src/view/compare/shared-passages.ts";

const read = (text: string): CodeWord[] => codeWords(python().language.parser.parse(text), text);

const drop = `def largest_drop(values):
    peak = values[0]
    drop = 0
    for value in values[1:]:
        peak = max(peak, value)
        drop = max(drop, peak - value)
    return drop
`;
const renamed = `# a copy
def f(xs):
    a = xs[0]  # the first
    b = 0
    for x in xs[1:]:
        a = max(a, x)
        b = max(b, a - x)
    return b
`;
const other = `class Account:
    """Money of one person."""

    def __init__(self, owner):
        self.owner = owner
        self.entries = []

    def balance(self):
        return sum(entry.amount for entry in self.entries if not entry.cancelled)
`;

describe("words of code", () => {
  test("names, numbers and texts count alike, comments not at all, keywords and signs as they are", () => {
    expect(read("if rate > 3:  # too fast\n    say('slow' + name)\n").map(({ form }) => form)).toEqual([
      ...["if", "name", ">", "number", ":"],
      ...["name", "(", "text", "+", "name", ")"],
    ]);
  });
});

describe("shared passages", () => {
  test("a copy with other names and comments is one passage, from its first word to its last", () => {
    const [passage, ...more] = sharedPassages(read(drop), read(renamed));
    expect(more).toEqual([]);
    expect(drop.slice(passage!.a.start, passage!.a.end)).toBe(drop.trim());
    expect(renamed.slice(passage!.b.start, passage!.b.end)).toBe(renamed.slice("# a copy\n".length).trim());
  });

  test("unrelated code has none", () => {
    expect(sharedPassages(read(drop), read(other))).toEqual([]);
  });

  test("what was moved is found at its new place, and no word stands in two passages", () => {
    const passages = sharedPassages(read(drop + other), read(other + renamed));
    expect(passages.map(({ a, b }) => [a.start < drop.length, b.start < other.length])).toEqual([
      [true, false],
      [false, true],
    ]);
    const ends = passages.map(({ a }) => a);
    expect(ends[0]!.end).toBeLessThanOrEqual(ends[1]!.start);
  });
});
