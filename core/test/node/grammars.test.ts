import { expect, test } from "vitest";
import { kotlin } from "../../src/language/kotlin.ts";
import { openSyntaxParser } from "../../src/node/grammars.ts";

// tree-sitter-kotlin 1.1.0 never comes back from these without a line end.
test.each(["val a = 1\n@S", "class A\n@S", "val a = f(1)\n@S(1)"])("the Kotlin text %j is parsed", async (text) => {
  const parser = await openSyntaxParser();
  expect((await parser.parse(text, kotlin)).size).toBeGreaterThan(3);
  parser.close();
});
