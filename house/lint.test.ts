import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Mistake {
  readonly fact: string;
  readonly file: string;
  readonly code: string;
  /** What the linter says; the message must name the remedy. */
  readonly says: RegExp;
}

const wrongImports: readonly Mistake[] = [
  {
    fact: "core does not import training",
    file: "core/src/detector/trained.ts",
    code: `export { fit } from "@whowrote/training/fit";`,
    says: /core imports no other member.*into training\//,
  },
  {
    fact: "core's command line does not import bench",
    file: "core/src/cli/measured.ts",
    code: `import type { Run } from "@whowrote/bench/run";\nexport type Measured = Run;`,
    says: /core imports no other member/,
  },
  {
    fact: "an import at run time is an import",
    file: "core/src/view/late.ts",
    code: `export const late = async (): Promise<unknown> => import("@whowrote/training/fit");`,
    says: /core imports no other member/,
  },
  {
    fact: "a member is not imported by its path",
    file: "training/src/fit/reach.ts",
    code: `export { languages } from "../../../core/src/language/index.ts";`,
    says: /whowrote\/<module>/,
  },
  {
    fact: "training does not import bench",
    file: "training/src/fit/benched.ts",
    code: `export { protocol } from "@whowrote/bench/protocol";`,
    says: /bench measures what training made/,
  },
  {
    fact: "bench does not import the web page",
    file: "bench/src/shown.ts",
    code: `export { page } from "@whowrote/web/page";`,
    says: /bench measures core, training and server/,
  },
  {
    fact: "the server does not import training",
    file: "server/src/trained.ts",
    code: `export { trainer } from "@whowrote/training/trainer";`,
    says: /server imports only core/,
  },
  {
    fact: "a signal does not read files",
    file: "core/src/signal/disk.ts",
    code: `export { readFileSync } from "node:fs";`,
    says: /belongs in core\/src\/node\/ or core\/src\/cli\//,
  },
  {
    fact: "a module outside the layer table does not read files",
    file: "core/src/newcomer.ts",
    code: `export { readFileSync } from "node:fs";`,
    says: /belongs in core\/src\/node\/ or core\/src\/cli\//,
  },
  {
    fact: "a language does not import a syntax tree",
    file: "core/src/language/looks-up.ts",
    code: `import type { SyntaxTree } from "../syntax-tree.ts";\nexport type Tree = SyntaxTree;`,
    says: /language may import random, statistics, source-file/,
  },
  {
    fact: "a signal does not import a detector",
    file: "core/src/signal/looks-up.ts",
    code: `export { detector } from "../detector/index.ts";`,
    says: /signal may import .*anatomy.*Move what both need down/,
  },
  {
    fact: "a signal two folders deep does not import a detector",
    file: "core/src/signal/layout/looks-up.ts",
    code: `export { detector } from "../../detector.ts";`,
    says: /signal may import/,
  },
  {
    fact: "views and signals stand apart",
    file: "core/src/view/looks-beside.ts",
    code: `export { signals } from "../signal/index.ts";`,
    says: /view may import/,
  },
  {
    fact: "node does not import the command line",
    file: "core/src/node/looks-up.ts",
    code: `export { main } from "../cli/main.ts";`,
    says: /node may import/,
  },
  {
    fact: "a contract does not import its implementations",
    file: "core/src/signal.ts",
    code: `export { signals } from "./signal/index.ts";`,
    says: /signal\.ts is the contract.*signal\/index\.ts joins them/,
  },
  {
    fact: "a part does not import the whole it belongs to",
    file: "core/src/code-facts/looks-back.ts",
    code: `import type { CodeFacts } from "../code-facts.ts";\nexport type Facts = CodeFacts;`,
    says: /a part does not know the whole/,
  },
  {
    fact: "core imports itself by relative path",
    file: "core/src/node/by-name.ts",
    code: `export { languages } from "whowrote/language/index";`,
    says: /relative path/,
  },
  {
    fact: "imports do not run in a circle",
    file: "core/src/view/hen.ts",
    code: `import { egg } from "./egg.ts";\nexport const hen = (): unknown => egg;`,
    says: /cycle/i,
  },
];

const wrongCode: readonly Mistake[] = [
  {
    fact: "core does not ask for the time",
    file: "core/src/view/time.ts",
    code: `export const now = (): number => Date.now();`,
    says: /Date belongs in core\/src\/node\//,
  },
  {
    fact: "core does not roll dice",
    file: "core/src/view/dice.ts",
    code: `export const roll = (): number => Math.random();`,
    says: /seeded generator/,
  },
  {
    fact: "core does not print",
    file: "core/src/node/prints.ts",
    code: `export const greet = (): void => console.log("hello");`,
    says: /console/,
  },
  {
    fact: "any is not a type",
    file: "core/src/view/any.ts",
    code: `export const any = (value: any): string => String(value);`,
    says: /Unexpected `any`/,
  },
  {
    fact: "what JSON.parse gives is checked before it is used",
    file: "core/src/view/json.ts",
    code: `export const name = (text: string): string => JSON.parse(text).name;`,
    says: /Unsafe/,
  },
  {
    fact: "a promise is awaited",
    file: "core/src/view/floating.ts",
    code: `const wait = async (): Promise<void> => await Promise.resolve();\nexport const go = (): void => {\n  wait();\n};`,
    says: /Promises must be awaited/,
  },
  {
    fact: "a default export is refused",
    file: "core/src/view/default.ts",
    code: `export default 1;`,
    says: /default export/i,
  },
  {
    fact: "export * is refused",
    file: "core/src/view/star.ts",
    code: `export * from "./egg.ts";`,
    says: /barrel/i,
  },
  {
    fact: "a type is imported as a type",
    file: "core/src/view/type-import.ts",
    code: `import { Egg } from "./egg.ts";\nexport const lay = (egg: Egg): Egg => egg;`,
    says: /type/,
  },
  {
    fact: "an error keeps its cause",
    file: "core/src/view/cause.ts",
    code: `export const run = (act: () => void): void => {\n  try {\n    act();\n  } catch (error) {\n    throw new Error("It broke.");\n  }\n};`,
    says: /cause/,
  },
  {
    fact: "a file of more than 400 lines is two concepts",
    file: "core/src/view/long.ts",
    code: Array.from({ length: 401 }, (_, line) => `export const line${line} = ${line};`).join("\n"),
    says: /too many lines/,
  },
  {
    fact: "a file is named in kebab-case",
    file: "core/src/view/camelCase.ts",
    code: `export const camel = 1;`,
    says: /kebab/,
  },
  {
    fact: "a switch covers every case",
    file: "core/src/view/switch.ts",
    code: `export const word = (side: "left" | "right"): string => {\n  switch (side) {\n    case "left":\n      return "l";\n  }\n  return "";\n};`,
    says: /not exhaustive/,
  },
  {
    fact: "a test uses real parts",
    file: "core/test/mocked.test.ts",
    code: `import { expect, test, vi } from "vitest";\ntest("a fact", () => {\n  expect(vi.fn()).toBeDefined();\n});`,
    says: /real part/,
  },
];

const rightCode: readonly Pick<Mistake, "fact" | "file" | "code">[] = [
  {
    fact: "a whole imports its parts",
    file: "core/src/code-facts.ts",
    code: `export { createLineFacts } from "./code-facts/line-facts.ts";`,
  },
  {
    fact: "the table of signals joins them",
    file: "core/src/signal/index.ts",
    code: `export { blank } from "./blank.ts";`,
  },
  {
    fact: "a signal imports its contract",
    file: "core/src/signal/blank.ts",
    code: `export { blank } from "../anatomy.ts";`,
  },
  { fact: "node reads files", file: "core/src/node/reads.ts", code: `export { readFile } from "node:fs/promises";` },
  {
    fact: "bench imports training by name",
    file: "bench/src/good.ts",
    code: `export { fit } from "@whowrote/training/fit";`,
  },
  {
    fact: "the command line prints",
    file: "core/src/cli/prints.ts",
    code: `export const greet = (): void => console.log("hello");`,
  },
];

const companions = {
  "core/src/view/egg.ts": `import { hen } from "./hen.ts";\nexport type Egg = string;\nexport const egg = (): unknown => hen;`,
};

let folder: string;
let findings: readonly { readonly filename: string; readonly text: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-lint-"));
  const cases = [...wrongImports, ...wrongCode, ...rightCode];
  const files = {
    "oxlint.config.ts": `export { default } from ${JSON.stringify(join(root, "oxlint.config.ts"))};`,
    "tsconfig.json": JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: { types: [], lib: ["es2024", "dom"] },
      include: ["*/src", "*/test"],
    }),
    ...companions,
    ...Object.fromEntries(cases.map(({ file, code }) => [file, `${code}\n`])),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  findings = await lint(folder);
});

afterAll(async () => rm(folder, { recursive: true }));

test.each([...wrongImports, ...wrongCode])("$fact", ({ file, says }) => {
  expect(findings.filter(({ filename }) => filename === file).map(({ text }) => text)).toContainEqual(
    expect.stringMatching(says),
  );
});

test.each(rightCode)("$fact", ({ file }) => {
  expect(findings.filter(({ filename }) => filename === file)).toEqual([]);
});

async function lint(cwd: string): Promise<typeof findings> {
  const oxlint = join(root, "node_modules/.bin/oxlint");
  // It exits with 1, as it should; what it found is on stdout.
  const report = await new Promise<string>((done) => {
    execFile(oxlint, ["--format", "json"], { cwd }, (_, stdout) => done(stdout));
  });
  const { diagnostics } = JSON.parse(report) as { diagnostics: { filename: string; message: string; help?: string }[] };
  return diagnostics.map(({ filename, message, help }) => ({ filename, text: `${message} ${help ?? ""}` }));
}
