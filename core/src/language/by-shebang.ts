import { languageIds, type LanguageId } from "../language.ts";
import { languages } from "./index.ts";

const byInterpreter = new Map(languageIds.flatMap((id) => languages[id].interpreters.map((name) => [name, id])));
const longestShebang = 200;

/**
 * The program that a text's first line names: "python3.11" for `#!/usr/bin/env -S python3.11 -u`.
 * `undefined` where there is no `#!` line.
 */
export function interpreterOf(text: string): string | undefined {
  const line = /^\uFEFF?#!(?!\[)[ \t]*([^\r\n]+)/.exec(text.slice(0, longestShebang))?.[1];
  const words = line?.split(/[ \t]+/) ?? [];
  const baseName = (word: string | undefined) => word?.slice(word.lastIndexOf("/") + 1);
  if (baseName(words[0]) !== "env") return baseName(words[0]);
  // Options of `env` and variables that it sets come before the program.
  return baseName(words.slice(1).find((word) => !word.startsWith("-") && !word.includes("=")));
}

/** The language that a `#!` line tells. A version at the end of the program's name does not matter. */
export function languageOfShebang(text: string): LanguageId | undefined {
  const interpreter = interpreterOf(text);
  if (interpreter === undefined) return undefined;
  return byInterpreter.get(interpreter) ?? byInterpreter.get(interpreter.replace(/[-\d.]+$/, ""));
}
