import { createAnatomy, type Anatomy } from "../../anatomy.ts";
import type { Chat } from "../../llm/chat.ts";
import { ChatError } from "../../llm/chat-error.ts";
import { bareCode } from "../../rewriting/bare-code.ts";
import { promptVersion, rewriteRequest } from "../../rewriting/prompt.ts";
import { readCode } from "../../llm/read-code.ts";
import type { Rewrite } from "../../rewriting.ts";
import type { SyntaxParser } from "../grammars.ts";
import type { RewriteCache } from "./rewrite-cache.ts";

export interface CollectSettings {
  readonly chats: readonly Chat[];
  /** By each model. */
  readonly rewrites: number;
  readonly parser: SyntaxParser;
  readonly cache?: RewriteCache;
}

/** What the models made of one text, without comments and blank lines as the original. */
export interface CollectedRewrites {
  readonly original: string;
  /** Only the first part was sent. */
  readonly isCut: boolean;
  readonly asked: number;
  readonly rewrites: readonly Rewrite[];
  /** Why answers were not counted. */
  readonly dropped: readonly string[];
  /** Of these, calls without any answer: asked later, they may have one. */
  readonly unanswered: number;
}

/** With more errors a line than this it is not a program of the language. */
const mostErrorsPerLine = 0.2;
/** Characters of a program that still says something. */
const shortest = 40;

/**
 * Asks each model for its rewrites, all at once; the keys' limits are the pool's matter. A call that fails costs its one
 * rewrite.
 * @throws the signal's reason when it was ended
 */
export async function collectRewrites(
  anatomy: Anatomy,
  { chats, rewrites, parser, cache }: CollectSettings,
  signal?: AbortSignal,
): Promise<CollectedRewrites> {
  const { language } = anatomy;
  const { text: original, isCut } = bareCode(anatomy);
  const orders = chats.flatMap((chat) => Array.from({ length: rewrites }, (_, index) => ({ chat, index })));
  let unanswered = 0;
  const outcomes = await Promise.all(orders.map(async (order) => rewriteOnce(order.chat, order.index)));
  return {
    original,
    isCut,
    asked: orders.length,
    rewrites: outcomes.filter((outcome) => typeof outcome !== "string"),
    dropped: outcomes.filter((outcome) => typeof outcome === "string"),
    unanswered,
  };

  async function rewriteOnce(chat: Chat, index: number): Promise<Rewrite | string> {
    const key = { promptVersion, host: chat.host, model: chat.model, language: language.id, code: original, index };
    const kept = await cache?.read(key);
    if (kept !== undefined) return { model: chat.model, text: kept };
    const answer = await chat
      .complete(rewriteRequest(original, language, index + 1), signal ? { signal } : {})
      .catch((error: unknown) => {
        if (error instanceof ChatError) return error;
        throw error;
      });
    if (answer instanceof ChatError) {
      unanswered++;
      return answer.message;
    }
    const read = readCode(answer);
    if ("dropped" in read) return read.dropped;
    const text = await bareRewrite(read.code);
    if (text === undefined) return `the answer does not read as ${language.name}`;
    await cache?.write(key, text);
    return { model: chat.model, text };
  }

  async function bareRewrite(code: string): Promise<string | undefined> {
    const tree = await parser.parse(code.replaceAll("\r\n", "\n"), language);
    const rewritten = createAnatomy(tree);
    if (tree.errorCount > mostErrorsPerLine * Math.max(1, rewritten.lines.length)) return undefined;
    const { text } = bareCode(rewritten);
    return text.length < shortest ? undefined : text;
  }
}
