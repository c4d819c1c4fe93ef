import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { chooseFeatures } from "@whowrote/training/language-identification/choose-features";
import { chooseTexts } from "@whowrote/training/language-identification/choose-texts";
import { fitIdentifier } from "@whowrote/training/language-identification/fit-identifier";
import { identifierOptions } from "@whowrote/training/language-identification/options";
import { readRemarks } from "@whowrote/training/language-identification/remarks";
import { trainIdentifier } from "@whowrote/training/language-identification/train-identifier";
import { writeIdentifier } from "@whowrote/training/language-identification/write-identifier";
import type { Sample } from "@whowrote/training/dataset/sample";
import { languageIds, type LanguageId } from "whowrote/language";
import { identifiedClasses } from "whowrote/language/identify";
import { loadLanguageIdentifier } from "whowrote/node/language-identifier";

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** A small world in which each language has one form of function. */
const forms: Readonly<Record<LanguageId, (name: string) => string>> = {
  python: (name) => `def ${name}(a):\n    # This adds one to the number.\n    return a + 1\n`,
  javascript: (name) => `function ${name}(a) {\n  return a === 1;\n}\n`,
  typescript: (name) => `function ${name}(a: number): boolean {\n  return a === 1;\n}\n`,
  java: (name) => `public boolean ${name}(Integer a) {\n    return a.equals(1);\n}\n`,
  c: (name) => `static int ${name}(struct a *a)\n{\n\treturn a->b;\n}\n`,
  cpp: (name) => `bool A::${name}(const std::string& a) {\n  return a.empty();\n}\n`,
  csharp: (name) => `public bool ${name}(string a) => a?.Length == 1;\n`,
  go: (name) => `func ${name}(a int) error {\n\treturn nil\n}\n`,
  rust: (name) => `pub fn ${name}(a: &str) -> Option<u8> {\n    None\n}\n`,
  php: (name) => `public function ${name}($a) {\n    return $this->b;\n}\n`,
  ruby: (name) => `def ${name}(a)\n  a.nil?\nend\n`,
  kotlin: (name) => `fun ${name}(a: Int): Boolean = a == 1\n`,
};

const samples: Sample[] = languageIds.flatMap((language) =>
  Array.from({ length: 60 }, (_, index) => ({
    id: `${language}-${index}`,
    code: forms[language](`name${index % 7}`),
    language,
    label: "human",
    source: "made-up",
    group: `group-${index % 20}`,
  })),
);
const options = identifierOptions.parse({ features: 500, leastTexts: 5, perLanguage: 60, heldOut: 0.3 });

test("an identifier that was trained, written and loaded names the languages it learned", async () => {
  const folder = await mkdtemp(join(tmpdir(), "identifier-"));
  folders.push(folder);
  const out = join(folder, "model");
  const trained = trainIdentifier(samples, options);
  await writeIdentifier(out, trained, { command: "test", options, data: [] });
  const identify = await loadLanguageIdentifier(out);
  for (const language of languageIds) expect(identify(forms[language]("other"))?.language).toBe(language);
  expect(await readFile(join(out, "README.md"), "utf8")).toContain("| kotlin | 100.0 % |");
});

test("the same samples give the same bytes", () => {
  expect(trainIdentifier(samples, options)).toEqual(trainIdentifier(samples, options));
});

test("groups are held out whole, and there are as many texts of no language as of one", () => {
  const texts = chooseTexts(samples, options);
  const heldOutTexts = new Set(texts.filter(({ isHeldOut }) => isHeldOut).map(({ text }) => text));
  expect(heldOutTexts.size).toBeGreaterThan(0);
  const perClass = identifiedClasses.map((_, label) => texts.filter((text) => text.label === label).length);
  expect(perClass).toEqual(identifiedClasses.map(() => 120));
});

test("a feature of one class is kept before a feature of all, and a rare one not at all", () => {
  const features = [
    [1, 9],
    [1, 9],
    [2, 9],
    [2, 9, 7],
  ].map((own) => Uint32Array.from(own));
  const labels = Uint8Array.of(0, 0, 1, 1);
  expect([...chooseFeatures(features, labels, 2, { keep: 2, leastTexts: 2 })]).toEqual([1, 2]);
  expect([...chooseFeatures(features, labels, 2, { keep: 9, leastTexts: 2 })]).toEqual([1, 2, 9]);
});

test("weights point to the class that a feature comes with", () => {
  const texts = [0, 0, 1, 1].map((feature) => Uint16Array.of(feature));
  const settings = { seed: 1, epochs: 20, learningRate: 0.3, decay: 0 };
  const { weights, bias } = fitIdentifier(texts, Uint8Array.of(0, 0, 1, 1), Uint32Array.of(11, 22), 2, settings);
  const [forFirst, againstSecond, againstFirst, forSecond] = weights!.data;
  expect(weights!.shape).toEqual([2, 2]);
  expect([forFirst! > 100, againstSecond! < -100, againstFirst! < -100, forSecond! > 100]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(Math.abs(bias!.data[0]!)).toBeLessThan(0.5);
});

test("remarks are the prose of comments, without code and marks", () => {
  const code =
    "// Sums up all the numbers of a list.\nx = 1; // not at the start of a line, so not read\n# if (a) { b(); }\n * And this is a line of a block. */\n";
  expect(readRemarks(code)).toEqual(["Sums up all the numbers of a list.", "And this is a line of a block."]);
});
