import { hashText, type LexemeList } from "./lexeme-list.ts";

/** Splits `parseHTTPHeader_v2` into parse, HTTP, Header, v, 2: where the case, the script or a digit changes. */
const wordPattern = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|\p{L}+/gu;

const longestWord = 24;

/**
 * Words that tell what a program is about, not who wrote it: agents were first used on projects about agents.
 * A model that may read them learns the topic.
 */
const topicWords = new Set(
  `agent agents agentic anthropic chatgpt claude codex copilot deepseek devin gemini genai gpt huggingface langchain
  llama llm llms mcp mistral ollama openai openrouter prompt prompts qwen`.split(/\s+/),
);

/** Years and other long numbers date a file; their digits are not read. */
const longNumber = /^\p{N}{3,}$/u;

/** Adds the lower-cased words of a stretch of text; `firstTag` for the first, `restTag` for those that follow. */
export function pushWords(list: LexemeList, text: string, offset: number, firstTag: number, restTag: number): void {
  let tag = firstTag;
  for (const match of text.matchAll(wordPattern)) {
    const word = maskWord(match[0].slice(0, longestWord).toLowerCase());
    const start = offset + match.index;
    list.push(hashText(word, 0, word.length, tag), start, start + match[0].length);
    tag = restTag;
  }
}

function maskWord(word: string): string {
  if (topicWords.has(word)) return "#topic";
  return longNumber.test(word) ? "#number" : word;
}
