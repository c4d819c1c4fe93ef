import type { LanguageId } from "../language.ts";
import { languageOfPath } from "./by-path.ts";
import { languageOfShebang } from "./by-shebang.ts";
import type { IdentifyLanguage } from "./identify.ts";

/**
 * The language of a file: by its name, else by its `#!` line, else by its content. A `.h` file is C unless it holds
 * what only C++ has.
 * @param identify looked at last; without it, content decides on `.h` only
 */
export function languageOfFile(
  path: string | undefined,
  text: string,
  identify?: IdentifyLanguage,
): LanguageId | undefined {
  const byPath = path === undefined ? undefined : languageOfPath(path);
  if (byPath === "c" && /\.h$/i.test(path!)) return holdsCpp(text) ? "cpp" : "c";
  return byPath ?? languageOfShebang(text) ?? identify?.(text)?.language;
}

// What only C++ has, at the beginning of a line, where comments do not have it. `extern "C"` is what C headers have.
const cppOnly =
  /^[ \t]*(?:template[ \t]*<|using[ \t]+[\w:]+|namespace(?:[ \t]+[\w:]+)?[ \t]*(?:\{|$)|class[ \t]+\w[^;\n]*[{;]|(?:public|private|protected)[ \t]*:|#[ \t]*include[ \t]*<[a-z_]+>|(?:[\w&*]+[ \t]+)*std::)/m;
const longestHeaderRead = 200_000;

function holdsCpp(text: string): boolean {
  return cppOnly.test(text.slice(0, longestHeaderRead));
}
