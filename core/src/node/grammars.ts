import type { Language } from "../language.ts";
import { ParseAbandonedError, type SyntaxTree } from "../syntax-tree.ts";
import { openParserInstance, type ParserInstance } from "./parser-instance.ts";

/** Parses any language; grammars are loaded at first use and kept. Must be closed. */
export interface SyntaxParser {
  /**
   * @throws ParseAbandonedError when the text takes too much time or memory
   * @throws ParserCrashedError when the parser broke on the text; the next text gets a fresh parser
   */
  readonly parse: (text: string, language: Language, path?: string) => Promise<SyntaxTree>;
  readonly close: () => void;
}

/** The parser broke down on a text, twice. */
export class ParserCrashedError extends Error {
  override readonly name = "ParserCrashedError";

  constructor(language: Language, length: number, cause: unknown) {
    super(`The ${language.name} parser crashed on a text of ${length} characters. Leave this file out.`, { cause });
  }
}

/** An instance that large files have swollen is replaced, as it never shrinks. */
const mostMemoryKept = 100e6;

/** Opens a parser whose grammars come from the official `tree-sitter-*` packages. */
export async function openSyntaxParser(): Promise<SyntaxParser> {
  let instance = openParserInstance();
  await instance;
  const replace = async (old: Promise<ParserInstance>) => {
    if (instance !== old) return;
    instance = openParserInstance();
    closeQuietly(await old);
  };
  return {
    parse: async (given, language, path) => {
      // The Kotlin grammar waits forever for the line end after a last annotation, and asks nobody whether to stop.
      const text = language.id === "kotlin" && given.includes("@", given.lastIndexOf("\n") + 1) ? `${given}\n` : given;
      for (let attempt = 1; ; attempt++) {
        const current = instance;
        try {
          const tree = await (await current).parse(text, language, path);
          if ((await current).memoryBytes() > mostMemoryKept) await replace(current);
          return tree;
        } catch (error) {
          await replace(current);
          if (error instanceof ParseAbandonedError) throw error;
          // The text before this one may have done the damage: some break the parser without a sign.
          if (attempt === 2) throw new ParserCrashedError(language, text.length, error);
        }
      }
    },
    close: () => void instance.then(closeQuietly),
  };
}

function closeQuietly(instance: ParserInstance): void {
  try {
    instance.close();
  } catch {
    // A crashed instance cannot free its memory; it goes with the instance.
  }
}
