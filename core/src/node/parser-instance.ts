import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import type * as WebTreeSitter from "web-tree-sitter";
import type { Language } from "../language.ts";
import { createGrammar, parse, type Grammar, type SyntaxTree } from "../syntax-tree.ts";

/** One WebAssembly instance of the parser, with the grammars loaded into it. */
export interface ParserInstance {
  readonly parse: (text: string, language: Language, path?: string) => Promise<SyntaxTree>;
  /** What the instance holds. It never shrinks. */
  readonly memoryBytes: () => number;
  readonly close: () => void;
}

/** The part of the WebAssembly interface used here; TypeScript has it only for browsers. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
};

const pageBytes = 65536;
const mostPages = 8192;
const mostMemory = mostPages * pageBytes * 0.9;
/** The slowest of ordinary files take a tenth of it on a slow machine. */
const mostMilliseconds = (length: number) => 3000 + length * 0.006;

/** Opens an instance that is shared with nobody: hostile text can break one for good. */
export async function openParserInstance(): Promise<ParserInstance> {
  const { Parser, Language: GrammarModule } = requireFresh();
  const memory = new WebAssembly.Memory({ initial: mostPages / 16, maximum: mostPages });
  // What breaks is thrown as well; nothing is to be printed.
  await Parser.init({ wasmMemory: memory, printErr: () => {} });
  const parser = new Parser();
  const grammars = new Map<string, Promise<Grammar>>();
  const loadGrammar = async (module: string, language: Language) =>
    createGrammar(await GrammarModule.load(await readFile(fileURLToPath(import.meta.resolve(module)))), language);
  return {
    parse: async (text, language, path) => {
      const module = language.selectGrammar(text, path);
      let loading = grammars.get(module);
      if (!loading) {
        loading = loadGrammar(module, language);
        grammars.set(module, loading);
      }
      const grammar = await loading;
      const lastMoment = performance.now() + mostMilliseconds(text.length);
      const shouldStop = () => performance.now() > lastMoment || memory.buffer.byteLength > mostMemory;
      return parse(text, language, grammar, parser, shouldStop);
    },
    memoryBytes: () => memory.buffer.byteLength,
    // Also where it throws, this takes the parser off the list of what the garbage collector would free, and crash on.
    close: () => parser.delete(),
  };
}

/**
 * `web-tree-sitter` keeps its instance in module state. Loaded by a loader of its own and dropped from the cache, the
 * module and the instance's memory are freed with the instance.
 */
function requireFresh(): typeof WebTreeSitter {
  const require = createRequire(import.meta.url);
  const module = require("web-tree-sitter") as typeof WebTreeSitter;
  delete require.cache[require.resolve("web-tree-sitter")];
  return module;
}
