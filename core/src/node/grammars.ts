import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Language as GrammarModule, Parser } from "web-tree-sitter";
import type { Language } from "../language.ts";
import { createGrammar, parse, type Grammar, type SyntaxTree } from "../syntax-tree.ts";

/** Parses any language; grammars are loaded at first use and kept. Must be closed. */
export interface SyntaxParser {
  readonly parse: (text: string, language: Language, path?: string) => Promise<SyntaxTree>;
  readonly close: () => void;
}

/** Opens a parser whose grammars come from the official `tree-sitter-*` packages. */
export async function openSyntaxParser(): Promise<SyntaxParser> {
  await Parser.init();
  const parser = new Parser();
  const grammars = new Map<string, Promise<Grammar>>();
  return {
    parse: async (text, language, path) => {
      const module = language.selectGrammar(text, path);
      let grammar = grammars.get(module);
      if (!grammar) {
        grammar = loadGrammar(module, language);
        grammars.set(module, grammar);
      }
      return parse(text, language, await grammar, parser);
    },
    close: () => parser.delete(),
  };
}

async function loadGrammar(module: string, language: Language): Promise<Grammar> {
  const bytes = await readFile(fileURLToPath(import.meta.resolve(module)));
  return createGrammar(await GrammarModule.load(bytes), language);
}
