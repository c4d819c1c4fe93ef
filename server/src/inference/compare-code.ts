import { createAnatomy } from "whowrote/anatomy";
import type { LanguageId } from "whowrote/language";
import type { IdentifyLanguage } from "whowrote/language/identify";
import { languages } from "whowrote/language/index";
import { readablePart } from "whowrote/measurement";
import { openSyntaxParser, type SyntaxParser } from "whowrote/node/grammars";
import type { Fingerprints, Resemblance } from "whowrote/similarity";
import { fingerprint } from "whowrote/similarity/fingerprint";
import { resemblance } from "whowrote/similarity/resemblance";
import type { CodeText } from "../inference.ts";
import { tellLanguage } from "./judge-code.ts";

/** What the two texts share of how they are built says nothing. */
export class IncomparableError extends Error {
  override readonly name = "IncomparableError";
}

/** Languages that are built of the same words and signs. */
const kin: Partial<Record<LanguageId, LanguageId>> = { typescript: "javascript", cpp: "c" };

let parser: Promise<SyntaxParser> | undefined;

/**
 * @throws {IncomparableError} when the languages differ, or a text is too short
 * @throws {NoLanguageError}
 */
export async function compareCode(
  [a, b]: readonly [CodeText, CodeText],
  identify: IdentifyLanguage,
): Promise<Resemblance> {
  const [first, second] = [tellLanguage(a, identify), tellLanguage(b, identify)];
  if ((kin[first] ?? first) !== (kin[second] ?? second))
    throw new IncomparableError(
      `One text is ${languages[first].name} and the other ${languages[second].name}. Across languages only an encoder compares code.`,
    );
  const compared = resemblance(await read(a, first), await read(b, second));
  if (compared !== undefined) return compared;
  throw new IncomparableError("A text is too short to be compared. Give at least a dozen words and signs of code.");
}

async function read({ text, path }: CodeText, language: LanguageId): Promise<Fingerprints> {
  parser ??= openSyntaxParser();
  const part = readablePart(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  return fingerprint(createAnatomy(await (await parser).parse(part, languages[language], path)));
}
