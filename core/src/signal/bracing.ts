import type { CodeFacts } from "../code-facts.ts";
import { dominance, share } from "../code-facts/distribution.ts";
import type { Signal } from "../signal.ts";
import { shareOfLines, tokensOfLine } from "./lines-of-code.ts";

/** Where a brace may stand on a line of its own, and be left out. */
const braced = ["javascript", "typescript", "java", "c", "cpp", "csharp", "php", "kotlin"] as const;
/** Where one may choose the quotation mark. */
const quoting = ["python", "javascript", "typescript", "php", "ruby"] as const;

/** Braces, line ends and quotes. */
export const bracingSignals: readonly Signal[] = [
  {
    id: "layout.brace-own-line-share",
    group: "layout",
    unit: "share",
    meaning: "share of the opening braces at a line end that have the line to themselves",
    languages: braced,
    measure: ({ lines }) => {
      const opening = lines.lines.filter((line) => line.text.endsWith("{"));
      return share(opening.filter((line) => line.text === "{").length, opening.length);
    },
  },
  {
    id: "layout.else-own-line-share",
    group: "layout",
    unit: "share",
    meaning: "share of the else and catch words that begin a line of their own",
    languages: braced,
    measure: (facts) => {
      return shareOfLines(
        facts,
        (text) => /^\}? ?(else|catch|finally)\b/.test(text),
        (text) => !text.startsWith("}"),
      );
    },
  },
  {
    id: "layout.one-line-conditional-share",
    group: "layout",
    unit: "share",
    meaning: "share of the conditionals and loops with their body on the same line",
    measure: (facts) => shareOfLines(facts, (text) => /^(\} ?)?(if|for|while|elif|else if)\b/.test(text), isOneLine),
  },
  {
    id: "layout.unbraced-body-share",
    group: "layout",
    unit: "share",
    meaning: "share of the conditionals and loops without braces around their body",
    languages: braced,
    measure: (facts) =>
      shareOfLines(
        facts,
        (text) => /^(\} ?)?(if|for|while|else if)\b ?\(/.test(text) || /^\}? ?else\b(?! ?if)/.test(text),
        (text, next) => !text.includes("{") && !next.startsWith("{"),
      ),
  },
  {
    id: "layout.trailing-comma-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lists over several lines that end with a comma",
    measure: trailingComma,
  },
  {
    id: "layout.quote-consistency",
    group: "layout",
    unit: "share",
    meaning: "share of the most used kind of quotation mark",
    languages: quoting,
    measure: ({ strings }) => {
      const plain = strings.filter((literal) => literal.quote !== "`");
      const double = plain.filter((literal) => literal.quote === '"').length;
      return dominance([double, plain.length - double]);
    },
  },
  {
    id: "layout.double-quote-share",
    group: "layout",
    unit: "share",
    meaning: "share of the quoted texts in double quotation marks",
    languages: quoting,
    measure: ({ strings }) => {
      const plain = strings.filter((literal) => literal.quote !== "`");
      return share(plain.filter((literal) => literal.quote === '"').length, plain.length);
    },
  },
  {
    id: "layout.open-bracket-line-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lines of code that end in an open parenthesis or square bracket",
    measure: (facts) =>
      shareOfLines(
        facts,
        () => true,
        (text) => text.endsWith("(") || text.endsWith("["),
      ),
  },
  {
    id: "layout.several-statements-share",
    group: "layout",
    unit: "share",
    meaning: "share of the lines of code with a semicolon before the end, loop heads apart",
    measure: (facts) => severalStatements(facts),
  },
];

function isOneLine(text: string): boolean {
  const bare = text.replace(/ *(\/\/|#).*$/, "");
  return /[;}]$/.test(bare) || (/:\s*\S[^:]*$/.test(bare.slice(-120)) && !/[{(,[:]$/.test(bare));
}

/** Of the lines that only close a bracket or brace behind a comma list, those with a comma before. */
function trailingComma({ lines, anatomy }: CodeFacts): number {
  let lists = 0;
  let commas = 0;
  const depthCommas: number[] = [];
  for (const [index, token] of anatomy.tokens.entries()) {
    if (token.text === "(" || token.text === "[" || token.text === "{") depthCommas.push(0);
    else if (token.text === ",") {
      if (depthCommas.length > 0) depthCommas[depthCommas.length - 1]!++;
    } else if (token.text === ")" || token.text === "]" || token.text === "}") {
      const inside = depthCommas.pop() ?? 0;
      const line = lines.tokenLine[index]!;
      if (inside === 0 || line < 0 || lines.firstToken[line] !== index) continue;
      lists++;
      if (anatomy.tokens[index - 1]?.text === ",") commas++;
    }
  }
  return share(commas, lists);
}

function severalStatements(facts: CodeFacts): number {
  const { lines } = facts;
  let several = 0;
  for (let line = 0; line < lines.lines.length; line++) {
    const tokens = tokensOfLine(facts, line);
    if (tokens.length < 3 || tokens[0]!.text === "for" || tokens[1]!.text === "for") continue;
    if (tokens.slice(0, -1).some((token) => token.text === ";")) several++;
  }
  return share(several, lines.code);
}
