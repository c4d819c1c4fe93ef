import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { coreLayers } from "./import-directions.ts";

const root = resolve(import.meta.dirname, "..");
const notOurs = new Set(["node_modules", ".git", "coverage", ".cache", "dist"]);

const files = globSync("**/*", { cwd: root, exclude: (path) => notOurs.has(basename(path)) })
  .concat(globSync("{.ci,.github}/**/*", { cwd: root }))
  .filter((file) => statSync(join(root, file)).isFile())
  .map((file) => file.replaceAll("\\", "/"));

const isTest = (file: string): boolean => /(^|\/)(test|house|examples)\//.test(file);
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const texts = files.filter((file) => /(\.(ts|js|json|md|yml|sh|txt|html|css)|\/run)$/.test(file));

test("no file names a folder of the machine it was written on", () => {
  const ofOneMachine = /(?<![\w.*)\]-])\/(work|root)\//;
  expect(texts.filter((file) => ofOneMachine.test(read(file)))).toEqual([]);
});

test("no file outside the tests names the folder for temporary files", () => {
  const temporary = /(?<![\w.*)\]-])\/tmp\//;
  expect(texts.filter((file) => !isTest(file) && temporary.test(read(file)))).toEqual([]);
});

test("no source file has an empty word for a name", () => {
  const emptyWords = /(^|[/-])(manager|service|handler|helper|util|common|misc|engine)s?(?=[-./])/;
  expect(files.filter((file) => emptyWords.test(file) && !isTest(file))).toEqual([]);
});

test("the layer table names the modules of core, all of them and no others", () => {
  const modules = new Set(readdirSync(join(root, "core/src")).map((entry) => entry.replace(/\.ts$/, "")));
  modules.delete("index");
  expect(coreLayers.flatMap((layer) => layer.modules).toSorted()).toEqual([...modules].toSorted());
});

test("the released models weigh at most 40 MB together", () => {
  const bytes = files.filter((file) => file.startsWith("models/")).map((file) => statSync(join(root, file)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(40e6);
});

test("every relative link of a page leads to a file", () => {
  const pages = files.filter((file) => file.endsWith(".md"));
  const dead = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
      .map(([, link]) => join(dirname(page), link!))
      .filter((target) => !statSync(join(root, target), { throwIfNoEntry: false }))
      .map((target) => `${page} → ${target}`),
  );
  expect(dead).toEqual([]);
});
