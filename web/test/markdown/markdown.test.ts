import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "../../src/markdown/markdown.tsx";

/** The page's markup, without what the component library adds to it. */
function draw(text: string): string {
  const page = createElement(Markdown, { text, firstHeading: 3 });
  return renderToStaticMarkup(createElement(MantineProvider, null, page)).replace(/<style[\s\S]*?<\/style>/g, "");
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

test("headings begin at the level of their place", () => {
  expect(draw("# One\n\n## Two")).toMatch(/<h3[^>]*>One<\/h3>[\s\S]*<h4[^>]*>Two<\/h4>/);
});

test("metadata at the top is shown as it stands", () => {
  expect(draw("---\nlicense: mit\n---\n# One")).toMatch(/<pre[^>]*>license: mit<\/pre>[\s\S]*One/);
});

test.each([
  ["[a](https://example.org/x)", "https://example.org/x"],
  ["<https://example.org>", "https://example.org"],
  ["[a](javascript:alert(1))", undefined],
  ["[a](JavaScript:alert)", undefined],
  ["[a](data:text/html,x)", undefined],
  ["[a](//example.org)", undefined],
  ["[a](../secret)", undefined],
])("%s leads to %s", (text, href) => {
  expect(/href="([^"]*)"/.exec(draw(text))?.[1]).toBe(href);
});

test("HTML is text", () => {
  const drawn = draw(
    "<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b\n\n![c](https://example.org/c.png)",
  );
  expect(drawn).toContain("&lt;script&gt;");
  expect(drawn).toContain("&lt;img src=x");
  expect(drawn).not.toMatch(/<script|<img/);
});

test("the released model cards are drawn whole: every heading, every row of every table", () => {
  for (const name of ["quick", "thorough"]) {
    const card = readFileSync(resolve("models", name, "README.md"), "utf8");
    const drawn = draw(card);
    expect(count(drawn, /<h[1-6]/g)).toBe(count(card, /^#+ /gm));
    expect(count(drawn, /<tr/g)).toBe(count(card, /^\|/gm) - count(card, /^\|[-:| ]+\|$/gm));
  }
});
