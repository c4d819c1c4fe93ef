import type { Token } from "../anatomy.ts";

export const nameStyles = ["single", "lower", "camel", "pascal", "snake", "upper", "other"] as const;
/** `single` is one letter; `lower` one lower-case word; `upper` is CONSTANT or ONE_WORD. */
export type NameStyle = (typeof nameStyles)[number];

export interface Name {
  /** Without the sigil of PHP and Ruby. */
  readonly text: string;
  /** Lower-case words: `parseHTTPHeader_v2` is parse, http, header, v, 2. */
  readonly words: readonly string[];
  readonly style: NameStyle;
  /** How often it stands in the code. */
  readonly uses: number;
}

export interface NameFacts {
  /** Distinct names in order of first use. */
  readonly names: readonly Name[];
  readonly byText: ReadonlyMap<string, Name>;
  /** Names used, repetitions counted. */
  readonly uses: number;
  /** Words of the distinct names, one after the other. */
  readonly words: readonly string[];
}

/** Hostile files hold names of a megabyte; people's are shorter than this. */
const longestName = 80;

export function createNameFacts(tokens: readonly Token[]): NameFacts {
  const counts = new Map<string, number>();
  let uses = 0;
  for (const token of tokens) {
    if (token.kind !== "identifier") continue;
    const text = plainName(token.text);
    if (text === "") continue;
    counts.set(text, (counts.get(text) ?? 0) + 1);
    uses++;
  }
  const names = Array.from(counts, ([text, count]): Name => ({
    text,
    words: splitName(text),
    style: nameStyle(text),
    uses: count,
  }));
  return {
    names,
    byText: new Map(names.map((name) => [name.text, name])),
    uses,
    words: names.flatMap((name) => name.words),
  };
}

/** The name without `$`, `@` and quotes in front, cut to 80 characters. */
export function plainName(text: string): string {
  return text.replace(/^[$@`'&:]+/, "").slice(0, longestName);
}

const wordPattern = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\u0000-\u007f]+/g;

export function splitName(name: string): string[] {
  return (name.match(wordPattern) ?? []).map((word) => word.toLowerCase());
}

function nameStyle(name: string): NameStyle {
  const core = name.replace(/^_+|_+$/g, "");
  if (core.length <= 1) return "single";
  if (/^[a-z][a-z0-9]*$/.test(core)) return "lower";
  if (/^[A-Z][A-Z0-9_]*$/.test(core)) return "upper";
  if (/^[a-z][a-zA-Z0-9]*$/.test(core)) return "camel";
  if (/^[A-Z][a-zA-Z0-9]*$/.test(core)) return "pascal";
  return /^[a-z0-9_]+$/.test(core) ? "snake" : "other";
}
