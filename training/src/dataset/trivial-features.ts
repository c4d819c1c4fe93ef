import type { LanguageId } from "whowrote/language";

/** What can be counted without reading code: if one of these parts the labels, a model learns how the rows were stored. */
export const trivialFeatures = {
  length: "characters",
  lines: "lines",
  "mean line": "mean length of a line that is not blank",
  "longest line": "length of the longest line",
  "tab indent": "share of the indented lines that begin with a tab",
  "trailing blanks": "share of the lines that end in a blank or tab",
  "blank lines": "share of blank lines",
  "comment lines": "share of lines that begin as a comment",
  "final newline": "whether the text ends with a line end",
  "carriage returns": "share of lines that end in CRLF",
  "spaced =": "share of the = signs between blanks",
  "name length": "mean length of a word",
  "non-ASCII": "share of characters outside ASCII",
} as const;

export type TrivialFeature = keyof typeof trivialFeatures;

export const trivialFeatureNames = Object.keys(trivialFeatures) as readonly TrivialFeature[];

/** The features of a text in the order of {@link trivialFeatureNames}. One pass; no grammar. */
export function measureTrivialFeatures(text: string, language: LanguageId): Float64Array {
  const count = {
    lines: 0,
    blank: 0,
    comment: 0,
    tabs: 0,
    indented: 0,
    trailing: 0,
    returns: 0,
    longest: 0,
    inLines: 0,
  };
  let inBlockComment = false;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    count.lines++;
    if (end > start && text.charCodeAt(end - 1) === 13) {
      count.returns++;
      end--;
    }
    let first = start;
    while (first < end && isBlank(text.charCodeAt(first))) first++;
    if (first === end) count.blank++;
    else {
      count.inLines += end - start;
      count.longest = Math.max(count.longest, end - start);
      const isComment: boolean = inBlockComment || beginsComment(text, first, language);
      if (isComment) count.comment++;
      inBlockComment = isComment && staysOpen(text.slice(first, end), inBlockComment);
    }
    if (first > start && first < end) {
      count.indented++;
      if (text.charCodeAt(start) === 9) count.tabs++;
    }
    if (end > start && isBlank(text.charCodeAt(end - 1))) count.trailing++;
    start = next;
  }
  const signs = countSigns(text);
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const { lines, blank } = count;
  const values: Record<TrivialFeature, number> = {
    length: text.length,
    lines,
    "mean line": share(count.inLines, lines - blank),
    "longest line": count.longest,
    "tab indent": share(count.tabs, count.indented),
    "trailing blanks": share(count.trailing, lines),
    "blank lines": share(blank, lines),
    "comment lines": share(count.comment, lines - blank),
    "final newline": text.endsWith("\n") ? 1 : 0,
    "carriage returns": share(count.returns, lines),
    "spaced =": share(signs.spaced, signs.equals),
    "name length": share(signs.letters, signs.words),
    "non-ASCII": share(signs.wide, text.length),
  };
  return Float64Array.from(trivialFeatureNames, (name) => values[name]);
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

const hashComments: ReadonlySet<LanguageId> = new Set(["python", "ruby", "php"]);

function beginsComment(text: string, at: number, language: LanguageId): boolean {
  if (text.charCodeAt(at) === 35) return hashComments.has(language);
  if (language === "python" || language === "ruby") return false;
  return text.startsWith("//", at) || text.startsWith("/*", at);
}

function staysOpen(line: string, wasOpen: boolean): boolean {
  return (wasOpen || line.startsWith("/*")) && !line.includes("*/");
}

function countSigns(text: string) {
  let [equals, spaced, words, letters, wide] = [0, 0, 0, 0, 0];
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const lower = code | 32;
    const isLetter: boolean = (lower >= 97 && lower <= 122) || code === 95 || (inWord && code >= 48 && code <= 57);
    if (isLetter) {
      letters++;
      if (!inWord) words++;
    } else if (code > 127) wide++;
    // A sign of its own: not ==, <=, => and the like.
    else if (code === 61 && !isOperatorSign(text.charCodeAt(at - 1)) && !isOperatorSign(text.charCodeAt(at + 1))) {
      equals++;
      if (text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32) spaced++;
    }
    inWord = isLetter;
  }
  return { equals, spaced, words, letters, wide };
}

/** One of ! % & * + - / : < = > ? ^ | ~ */
function isOperatorSign(code: number): boolean {
  return (
    code === 33 ||
    code === 37 ||
    code === 38 ||
    code === 42 ||
    code === 43 ||
    code === 45 ||
    code === 47 ||
    code === 58 ||
    (code >= 60 && code <= 63) ||
    code === 94 ||
    code === 124 ||
    code === 126
  );
}
