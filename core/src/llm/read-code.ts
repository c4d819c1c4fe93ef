import type { ChatAnswer } from "./chat.ts";
import { declines } from "./declines.ts";

/** What an answer holds: code, or why it is not counted. */
export type ReadCode = { readonly code: string } | { readonly dropped: string };

const fence = /^ {0,3}(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)^ {0,3}\1[ \t]*$/gm;

/** The longest fenced block; an answer without a fence counts as code when it does not begin like prose. */
export function readCode({ text, finishReason }: Pick<ChatAnswer, "text" | "finishReason">): ReadCode {
  if (finishReason === "length") return { dropped: "the answer was cut off before its end" };
  if (finishReason === "content-filter") return { dropped: "the provider's filter stopped the answer" };
  const blocks = [...text.matchAll(fence)].map(([, , code]) => code!);
  const [longest] = blocks.toSorted((a, b) => b.length - a.length);
  if (longest !== undefined)
    return longest.trim() === "" ? { dropped: "the answer holds an empty block" } : { code: longest };
  if (text.trim() === "") return { dropped: "the answer is empty" };
  if (declines(text)) return { dropped: "the model declined" };
  if (/^[A-Z][^\n;{}()=]*[.:!?]\s*$/m.test(text.split("\n", 1)[0]!)) return { dropped: "the answer is prose" };
  return { code: text };
}
