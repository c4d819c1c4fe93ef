import { expect, test } from "vitest";
import { tableToMarkdown } from "../../src/evaluate/table.ts";

test("cells are written as people read them", () => {
  const markdown = tableToMarkdown({
    caption: "All kinds",
    notes: ["One note."],
    rows: [
      {
        name: "a|b",
        n: 12345,
        score: { value: 1 },
        area: { value: 0.5, low: 0.25, high: 1 },
        rate: { count: 1, n: 400, value: 0.0025, low: 0.0004, high: 0.014 },
        missing: { value: Number.NaN },
      },
    ],
  });
  expect(markdown).toBe(`### All kinds

One note.

| name | n | score | area | rate | missing |
| --- | ---: | ---: | ---: | ---: | ---: |
| a\\|b | 12,345 | 1.000 | .500 (.250–1.000) | 0.25 % (0.04–1.4) | – |
`);
});

test("a table without rows says so", () => {
  expect(tableToMarkdown({ caption: "Nothing", rows: [] })).toBe("### Nothing\n\nNo rows.\n");
});
