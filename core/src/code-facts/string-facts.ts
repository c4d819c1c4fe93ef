import type { Anatomy } from "../anatomy.ts";
import { playsRole } from "../syntax-tree.ts";

export interface StringLiteral {
  /** Without quotes, prefix letters and outer blanks; cut to 400 characters. */
  readonly content: string;
  readonly quote: '"' | "'" | "`";
  readonly hasInterpolation: boolean;
}

/** Outermost string literals in order; import paths and docstrings left out. */
export function createStringFacts({ tree, inHeader, comments }: Anatomy): readonly StringLiteral[] {
  const literals: StringLiteral[] = [];
  let comment = 0;
  for (let node = 0; node < tree.size;) {
    if (inHeader[node]) node = tree.last[node]!;
    else if (comments[comment]?.node === node) {
      comment++;
      node = tree.last[node]!;
    } else if (playsRole(tree, node, "string")) {
      if (!playsRole(tree, tree.parent[node]!, "import")) {
        const literal = createLiteral(tree.text.slice(tree.start[node], tree.end[node]));
        if (literal) literals.push({ ...literal, hasInterpolation: hasInterpolation(tree, node) });
      }
      node = tree.last[node]!;
    } else node++;
  }
  return literals;
}

/** Texts are judged by how they begin: a file of one megabyte of base64 must not cost more than another. */
const longestRead = 400;

function hasInterpolation(tree: Anatomy["tree"], node: number): boolean {
  for (let inner = node + 1; inner < tree.last[node]!; inner++)
    if (playsRole(tree, inner, "interpolation")) return true;
  return false;
}

function createLiteral(text: string): { content: string; quote: StringLiteral["quote"] } | null {
  const open = /^[a-zA-Z@$#&]{0,4}("""|'''|"|'|`)/.exec(text);
  if (!open) return null;
  const quote = open[1]![0] as StringLiteral["quote"];
  const close = /("""|'''|"|'|`)#*$/.exec(text.slice(Math.max(0, text.length - 12)));
  const content = text.slice(
    open[0].length,
    text.length - (close && text.length > open[0].length ? close[0].length : 0),
  );
  // White space at the ends of lines is a matter of storage.
  return {
    content: content
      .slice(0, longestRead)
      .replace(/ *\r?\n\s*/g, "\n")
      .trim(),
    quote,
  };
}
