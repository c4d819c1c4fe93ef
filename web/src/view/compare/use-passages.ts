import { useQuery } from "@tanstack/react-query";
import type { LanguageId } from "whowrote/language";
import { loadLanguageMode } from "../../editor/language-mode.ts";
import { type CodeWord, codeWords } from "./code-words.ts";
import type { Comparison, Side } from "./pieces.ts";
import { sharedPassages } from "./shared-passages.ts";

/** Longer texts would keep the page from answering for too long. */
const mostText = 300_000;

/**
 * The passages that both pieces have, found in this page.
 * @param languages of the pieces; nothing is looked for until both are known
 */
export const usePassages = (asked: Comparison | undefined, languages: Readonly<Record<Side, LanguageId | undefined>>) =>
  useQuery({
    queryKey: ["compare", asked?.number, "passages"],
    enabled: asked !== undefined && languages.a !== undefined && languages.b !== undefined,
    staleTime: Infinity,
    retry: false,
    queryFn: async () => {
      const { a, b } = asked!.pair;
      if (Math.max(a.text.length, b.text.length) > mostText) return [];
      return sharedPassages(await read(a.text, languages.a!), await read(b.text, languages.b!));
    },
  });

async function read(text: string, id: LanguageId): Promise<CodeWord[]> {
  const { language } = await loadLanguageMode(id);
  return codeWords(language.parser.parse(text), text);
}
