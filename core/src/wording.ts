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

/** What a model reads in place of a word that would give the topic or the date away. */
export const masks = { topic: "#topic", number: "#number" } as const;

/** Calls `visit` with the lower-cased words of a stretch of text, masked ones as in {@link masks}, and their places in it. */
export function visitWords(text: string, visit: (word: string, start: number, end: number) => void): void {
  for (const match of text.matchAll(wordPattern))
    visit(maskWord(match[0].slice(0, longestWord).toLowerCase()), match.index, match.index + match[0].length);
}

function maskWord(word: string): string {
  if (topicWords.has(word)) return masks.topic;
  return longNumber.test(word) ? masks.number : word;
}
