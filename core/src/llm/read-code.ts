import type { ChatAnswer } from "./chat.ts";
import { declines } from "./declines.ts";
import { withoutEdges } from "./delimit.ts";

/** What an answer holds: code, or why it is not counted. */
export type ReadCode = { readonly code: string } | { readonly dropped: string };

const fence = /^ {0,3}(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)^ {0,3}\1[ \t]*$/gm;

/** The longest fenced block; an answer without a fence counts as code when it does not begin like prose. */
export function readCode({ text, finishReason }: Pick<ChatAnswer, "text" | "finishReason">): ReadCode {
  if (finishReason === "length") return { dropped: "the answer was cut off before its end" };
  if (finishReason === "content-filter") return { dropped: "the provider's filter stopped the answer" };
  const blocks = [...text.matchAll(fence)].map(([, , code]) => code!);
  const [longest] = blocks.toSorted((a, b) => b.length - a.length);
  const code = withoutEdges(longest ?? text);
  if (code === undefined) return { dropped: "the answer repeats the question's marks within the code" };
  if (code.trim() === "")
    return { dropped: `the answer ${longest === undefined ? "is empty" : "holds an empty block"}` };
  if (longest !== undefined) return { code };
  if (declines(code)) return { dropped: "the model declined" };
  if (/^[A-Z][^\n;{}()=]*[.:!?]\s*$/m.test(code.split("\n", 1)[0]!)) return { dropped: "the answer is prose" };
  return { code };
}
