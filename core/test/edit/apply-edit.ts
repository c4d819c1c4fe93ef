import { createAnatomy } from "../../src/anatomy.ts";
import type { EditId } from "../../src/edit.ts";
import { edits } from "../../src/edit/index.ts";
import type { LanguageId } from "../../src/language.ts";
import { languages } from "../../src/language/index.ts";
import { openSyntaxParser } from "../../src/node/grammars.ts";

// One for all tests of a file: grammars take a while to load.
const parser = await openSyntaxParser();

/** The text after an edit. */
export async function applyEdit(id: EditId, language: LanguageId, text: string, seed?: number): Promise<string> {
  return edits[id].apply(createAnatomy(await parser.parse(text, languages[language])), seed);
}
