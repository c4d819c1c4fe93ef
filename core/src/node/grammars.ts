import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import * as webTreeSitter from "web-tree-sitter";
import type { Language } from "../language.ts";
import { createGrammar, parse, ParseAbandonedError, type Grammar, type SyntaxTree } from "../syntax-tree.ts";

/** Parses any language; grammars are loaded at first use and kept. Must be closed. */
export interface SyntaxParser {
  /**
   * @throws ParseAbandonedError when the text takes too long or too much memory
   * @throws ParserCrashedError when the parser broke on the text; the next text gets a fresh parser
   */
  readonly parse: (text: string, language: Language, path?: string) => Promise<SyntaxTree>;
  readonly close: () => void;
}

/** The parser broke down on a text, twice. */
export class ParserCrashedError extends Error {
  override readonly name = "ParserCrashedError";

  constructor(language: Language, length: number, cause: unknown) {
    super(`The ${language.name} parser crashed on a text of ${length} characters. Leave it out.`, { cause });
  }
}

/** Opens a parser whose grammars come from the official `tree-sitter-*` packages. */
export async function openSyntaxParser(): Promise<SyntaxParser> {
  let crashes = 0;
  let engine = openEngine(crashes);
  await engine;
  /** A parser that ran out of memory or stack stays broken, and a swollen one never shrinks: take a new one. */
  const replace = (broken: Promise<Engine>) => {
    if (engine === broken) engine = openEngine(++crashes);
  };
  return {
    parse: async (text, language, path) => {
      for (let attempt = 1; ; attempt++) {
        const current = engine;
        try {
          const tree = await (await current).parse(text, language, path);
          if ((await current).memoryBytes() > mostMemoryKept) replace(current);
          return tree;
        } catch (error) {
          replace(current);
          if (error instanceof ParseAbandonedError) throw error;
          // The text before this one may have done the damage: it failed, or it broke the parser without a sign.
          if (attempt === 2) throw new ParserCrashedError(language, text.length, error);
        }
      }
    },
    close: () => void engine.then((last) => last.close()),
  };
}

/** One WebAssembly instance of the parser with the grammars loaded into it. */
interface Engine {
  readonly parse: SyntaxParser["parse"];
  readonly memoryBytes: () => number;
  readonly close: () => void;
}

/** What a parse may cost: the slowest of ordinary files take a tenth of it. */
const mostMilliseconds = (length: number) => 3000 + length * 0.006;
const mostMemoryGrown = (length: number) => 256e6 + length * 200;
const mostMemoryKept = 512e6;

async function openEngine(crashes: number): Promise<Engine> {
  const { Parser, Language: GrammarModule } = await importFresh(crashes);
  const wasm: { HEAPU8?: Uint8Array } = {};
  await Parser.init(wasm);
  const memoryBytes = () => wasm.HEAPU8?.byteLength ?? 0;
  const parser = new Parser();
  const grammars = new Map<string, Promise<Grammar>>();
  const loadGrammar = async (module: string, language: Language) =>
    createGrammar(await GrammarModule.load(await readFile(fileURLToPath(import.meta.resolve(module)))), language);
  return {
    parse: async (text, language, path) => {
      const module = language.selectGrammar(text, path);
      let grammar = grammars.get(module);
      if (!grammar) {
        grammar = loadGrammar(module, language);
        grammars.set(module, grammar);
      }
      const loaded = await grammar;
      const lastMoment = performance.now() + mostMilliseconds(text.length);
      const mostMemory = memoryBytes() + mostMemoryGrown(text.length);
      return parse(text, language, loaded, parser, () => performance.now() > lastMoment || memoryBytes() > mostMemory);
    },
    memoryBytes,
    close: () => parser.delete(),
  };
}

/** `web-tree-sitter` keeps its instance in module state; another address gives another module. */
async function importFresh(crashes: number): Promise<typeof webTreeSitter> {
  if (crashes === 0) return webTreeSitter;
  return import(`${import.meta.resolve("web-tree-sitter")}?after-crash=${crashes}`) as Promise<typeof webTreeSitter>;
}
