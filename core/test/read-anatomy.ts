import { createAnatomy, type Anatomy } from "../src/anatomy.ts";
import { languages } from "../src/language/index.ts";
import type { LanguageId } from "../src/language.ts";
import { measure, type Measurement } from "../src/measurement.ts";
import { openSyntaxParser } from "../src/node/grammars.ts";

const parser = await openSyntaxParser();

/** Anatomy of a snippet, through the real parser. */
export async function readAnatomy(text: string, language: LanguageId): Promise<Anatomy> {
  return createAnatomy(await parser.parse(text, languages[language]));
}

export async function readMeasurement(text: string, language: LanguageId): Promise<Measurement> {
  return measure(await parser.parse(text, languages[language]));
}
