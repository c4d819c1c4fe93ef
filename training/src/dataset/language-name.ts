import { languageIds, type LanguageId } from "whowrote/language";

/** Spellings found in datasets that are not an id with other case: lower case, without blanks. */
const otherNames: Readonly<Record<string, LanguageId>> = {
  py: "python",
  py2: "python",
  py3: "python",
  python2: "python",
  python3: "python",
  pypy: "python",
  pypy2: "python",
  pypy3: "python",
  js: "javascript",
  jsx: "javascript",
  node: "javascript",
  nodejs: "javascript",
  "node.js": "javascript",
  ecmascript: "javascript",
  ts: "typescript",
  tsx: "typescript",
  "c++": "cpp",
  cplusplus: "cpp",
  cc: "cpp",
  cxx: "cpp",
  "gnuc++": "cpp",
  "g++": "cpp",
  gcc: "c",
  gnuc: "c",
  "c#": "csharp",
  cs: "csharp",
  "c-sharp": "csharp",
  c_sharp: "csharp",
  golang: "go",
  rs: "rust",
  rb: "ruby",
  kt: "kotlin",
  kts: "kotlin",
};

const ids = new Set<string>(languageIds);

/** Reads a language name as datasets spell it: "C++", "Python 3", "GNU C++17 (64)", "Java 8". Undefined when it is none of ours. */
export function parseLanguageName(name: string): LanguageId | undefined {
  const plain = name
    .toLowerCase()
    .replace(/\(.*?\)/g, "")
    .replace(/\s+/g, "");
  return find(plain) ?? find(plain.replace(/[-_]?v?[\d.]+[a-z]?$/, ""));
}

function find(name: string): LanguageId | undefined {
  if (ids.has(name)) return name as LanguageId;
  return Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
}
