import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Language as GrammarModule, Parser } from "web-tree-sitter";
import { beforeAll, describe, expect, test } from "vitest";
import { languageIds, type Language } from "whowrote/language";
import { languages } from "whowrote/language/index";

beforeAll(() => Parser.init());

/** Texts and paths that make a language choose each of its grammars. */
const dialects: Record<string, readonly (readonly [string, string | undefined])[]> = {
  typescript: [
    ["", "a.ts"],
    ["", "a.tsx"],
  ],
  php: [
    ["<?php", undefined],
    ["$a = 1;", undefined],
  ],
};

async function typesOf(module: string): Promise<ReadonlySet<string>> {
  const grammar = await GrammarModule.load(await readFile(fileURLToPath(import.meta.resolve(module))));
  const types = Array.from({ length: grammar.nodeTypeCount }, (_, id) => {
    const name = grammar.nodeTypeForId(id);
    return grammar.nodeTypeIsNamed(id) ? `${name}` : `"${name}"`;
  });
  return new Set(types);
}

function typesNamedBy(language: Language): string[] {
  const inRules = language.rules.flatMap((rule) => [
    ...(rule.types ?? []),
    ...(rule.parent ?? []),
    ...(rule.child ?? []),
    ...(rule.before ?? []),
    ...(rule.after ?? []),
  ]);
  return [...Object.values(language.roles).flat(), ...inRules];
}

describe.each(languageIds)("%s", (id) => {
  const language = languages[id];
  test("every node type in its tables exists in each of its grammars", async () => {
    for (const [text, path] of dialects[id] ?? [["", undefined]]) {
      const known = await typesOf(language.selectGrammar(text, path));
      expect(typesNamedBy(language).filter((type) => !known.has(type))).toEqual([]);
    }
  });

  test("its extensions begin with a dot and no other language has them", () => {
    const others = languageIds.filter((other) => other !== id).flatMap((other) => languages[other].extensions);
    for (const extension of language.extensions) {
      expect(extension).toMatch(/^\.[a-z0-9+]+$/);
      expect(others).not.toContain(extension);
    }
  });

  test("its keywords are distinct", () => {
    expect(language.keywords.length).toBe(new Set(language.keywords).size);
  });
});
