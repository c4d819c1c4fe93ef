import type { Token } from "../anatomy.ts";
import type { LanguageId } from "../language.ts";

/** What the tokens between a function's name and its body say. */
export interface Signature {
  /** Empty for functions without a name. */
  readonly name: string;
  /** Without self, cls and this; NaN when there is no parameter list. */
  readonly parameters: number;
  /** Parameters written `name: Type`. */
  readonly typedParameters: number;
  /** Parameters with a default value. */
  readonly defaultParameters: number;
  /** A type stands behind the parameter list (`-> T`, `: T`). */
  readonly hasReturnType: boolean;
}

const definers = new Set(["def", "fn", "func", "fun", "function"]);
const receivers = new Set(["self", "cls", "this"]);
const openers = new Set(["(", "[", "{", "<"]);
const closers = new Set([")", "]", "}", ">"]);
const longestSearch = 60;

/** What stands between the parameters and the type of the result. */
const resultMarks: Readonly<Partial<Record<LanguageId, string>>> = {
  python: "->",
  rust: "->",
  typescript: ":",
  kotlin: ":",
  php: ":",
};

const none: Signature = { name: "", parameters: NaN, typedParameters: 0, defaultParameters: 0, hasReturnType: false };

/** Reads the tokens `first` to `last` of a function; one walk from its start to the end of its parameter list. */
export function readSignature(
  tokens: readonly Token[],
  first: number,
  last: number,
  isNamed: boolean,
  language: LanguageId,
): Signature {
  if (!isNamed) return none;
  let name = "";
  let open = -1;
  for (let at = first; at < Math.min(last, first + longestSearch); at++) {
    const { kind, text } = tokens[at]!;
    if (kind !== "identifier") continue;
    const next = tokens[at + 1]?.text;
    if (next !== "(" && !definers.has(tokens[at - 1]?.text ?? "")) continue;
    name = text;
    open = findOpening(tokens, at + 1, last);
    break;
  }
  return open < 0 ? { ...none, name } : { name, ...readParameters(tokens, open, last, resultMarks[language]) };
}

/** The parenthesis behind the name, past type parameters. */
function findOpening(tokens: readonly Token[], from: number, last: number): number {
  for (let at = from; at < Math.min(last, from + longestSearch); at++) {
    const { text } = tokens[at]!;
    if (text === "(") return at;
    if (text === "{" || text === ":" || text === "=") return -1;
    if (at === from && text !== "<" && text !== "[" && text !== ".") return -1;
  }
  return -1;
}

function readParameters(
  tokens: readonly Token[],
  open: number,
  last: number,
  resultMark: string | undefined,
): Omit<Signature, "name"> {
  let depth = 0;
  let parameters = 0;
  let typedParameters = 0;
  let defaultParameters = 0;
  let current = { words: 0, isReceiver: false, isTyped: false, hasDefault: false };
  const finish = () => {
    if (current.words > 0 && !current.isReceiver) {
      parameters++;
      if (current.isTyped) typedParameters++;
      if (current.hasDefault) defaultParameters++;
    }
    current = { words: 0, isReceiver: false, isTyped: false, hasDefault: false };
  };
  let at = open;
  for (; at < last; at++) {
    const { kind, text } = tokens[at]!;
    if (openers.has(text)) depth++;
    else if (closers.has(text)) {
      depth--;
      if (depth === 0 && text === ")") break;
    } else if (depth === 1) {
      if (text === ",") finish();
      else if (text === ":") current.isTyped = true;
      else if (text === "=") current.hasDefault = true;
      else if (kind === "identifier" || kind === "keyword") {
        current.words++;
        if (receivers.has(text) && current.words <= 2 && !current.isTyped) current.isReceiver = true;
      }
    }
  }
  finish();
  return {
    parameters,
    typedParameters,
    defaultParameters,
    hasReturnType: resultMark !== undefined && tokens[at + 1]?.text === resultMark,
  };
}
