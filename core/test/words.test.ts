import { expect, test } from "vitest";
import { cutEnd, cutMiddle, printable } from "../src/cli/terminal-text.ts";
import { countOf, measured, percent, reasonInWords } from "../src/words.ts";

test("shares are written as percentages with one digit where it counts", () => {
  expect([0, 0.0004, 0.012, 0.0996, 0.5, 1].map(percent)).toEqual(["0 %", "0 %", "1.2 %", "10 %", "50 %", "100 %"]);
});

test("counts have their plural", () => {
  expect([countOf(1, "file"), countOf(1204, "line")]).toEqual(["1 file", "1,204 lines"]);
});

test("values carry their unit", () => {
  expect(measured(0.31, "share")).toBe("31 %");
  expect(measured(12.3456, "characters")).toBe("12.3 characters");
  expect(measured(1.5, "ratio")).toBe("1.5");
});

test("a reason says the value and what is usual", () => {
  const reason = { id: "x", meaning: "share of blank lines", unit: "share", value: 0.31, contribution: 1 };
  expect(reasonInWords({ ...reason, typical: { human: [0.04, 0.09], ai: [0.2, 0.2] } })).toBe(
    "share of blank lines 31 % (people 4 to 9 %, AI 20 %)",
  );
  expect(reasonInWords(reason)).toBe("share of blank lines 31 %");
});

test("control characters become pictures, and marks of direction become U+FFFD", () => {
  expect(printable("a\u001b[31m\n\tb\u007f\u0085\u202e")).toBe("a␛[31m␊␉b␡\ufffd\ufffd");
});

test("a path that is cut keeps its name, and no cut is longer than asked", () => {
  expect(cutMiddle("src/some/long/folder/name.py", 15)).toBe("src/…er/name.py");
  expect(cutEnd("some words", 6)).toBe("some …");
  expect([...cutMiddle("😀".repeat(20), 9)]).toHaveLength(9);
});
