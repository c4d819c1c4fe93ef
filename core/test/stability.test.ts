import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { languageOfPath } from "../src/language/by-path.ts";
import { loadDetector } from "../src/node/load-detector.ts";
import { writeNarrative } from "../src/narrative/write-narrative.ts";

const detector = await loadDetector();
afterAll(() => detector.close());

const example = (path: string) => ({
  path,
  text: readFileSync(new URL(`../../examples/${path}`, import.meta.url), "utf8"),
  language: languageOfPath(path)!,
});

test("a verdict after an edit is the one that the edited text gets", async () => {
  const source = example("plain/picker.js");
  const { stability } = await detector.explain(source, { stability: true });
  const stripped = stability!.edits.find(({ edit }) => edit === "strip-comments")!;
  // Two comments, each on a line of its own.
  const text = source.text.replaceAll(/^ *\/\/.*\n/gm, "");
  const { verdict, probability } = await detector.detect({ ...source, text });
  expect(stripped).toMatchObject({ verdict, probability });
});

test("an edit that finds nothing to change is told apart from one that changes nothing of the verdict", async () => {
  const { stability } = await detector.explain(example("assistant/rateLimiter.ts"), { stability: true });
  expect(stability!.without).toContain("indentation, spaces, blank lines and braces normalised");
  expect(stability!.edits.map(({ edit }) => edit)).not.toContain("reformat");
});

test("stability costs nothing where it is not asked for, or nothing can be said", async () => {
  expect((await detector.explain(example("plain/ring.c"))).stability).toBeUndefined();
  const short = await detector.explain({ text: "x = 1\n", language: "python" }, { stability: true });
  expect(short.stability).toBeUndefined();
});

test.each(["assistant/text_analyzer.rs", "assistant/inventory_manager.py", "plain/feed.go"])(
  "the thresholds of %s decide its verdict at every accepted rate",
  async (path) => {
    const source = example(path);
    for (const falsePositiveRate of [0.001, 0.004, 0.01, 0.05, 0.2]) {
      const { verdict, standing } = await detector.detect(source, { falsePositiveRate });
      const { score, aiFrom, humanTo } = standing!;
      expect(verdict).toBe(score >= aiFrom ? "ai" : score <= humanTo ? "human" : "uncertain");
    }
  },
);

test("the same code gives the same words", async () => {
  const write = async () => {
    const source = example("assistant/BankAccountService.java");
    const explanation = await detector.explain(source, { stability: true });
    return writeNarrative({ text: source.text, explanation, falsePositiveRate: 0.01 });
  };
  expect(await write()).toEqual(await write());
});
