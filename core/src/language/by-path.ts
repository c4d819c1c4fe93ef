import { languageIds, type LanguageId } from "../language.ts";
import { languages } from "./index.ts";

const byExtension = new Map(languageIds.flatMap((id) => languages[id].extensions.map((ending) => [ending, id])));
const byFileName = new Map(languageIds.flatMap((id) => languages[id].fileNames.map((name) => [name, id])));

/** The language that a file's name tells, without looking into it: `.h` is C; `languageOfFile` looks into it. */
export function languageOfPath(path: string): LanguageId | undefined {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const dot = name.lastIndexOf(".");
  return byFileName.get(name) ?? (dot < 0 ? undefined : byExtension.get(name.slice(dot).toLowerCase()));
}
