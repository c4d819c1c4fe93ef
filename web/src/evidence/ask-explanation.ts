import type { LanguageId } from "whowrote/language";
import { answerOf } from "../api/ask.ts";
import { api } from "../api/client.ts";
import { sendable } from "../api/sendable.ts";
import type { Explained } from "./explained.ts";

/** What the server is asked. */
export interface Question {
  readonly code: string;
  /** Told by the server from path and code where left out. */
  readonly language?: LanguageId | undefined;
  readonly path?: string | undefined;
  /** Accepted share of false alarms; the server's own where left out. */
  readonly rate?: number | undefined;
}

/**
 * Judges code, and asks why. Places in the answer are those of `code`. Of the answers with one `draft` those that did not stand for long
 * do not stay in the history.
 */
export async function askExplanation(
  question: Question,
  signal: AbortSignal,
  more: { readonly rewrite?: boolean; readonly token_attribution?: boolean; readonly draft?: string } = {},
): Promise<Explained> {
  const json = { ...explainRequest(question), ...more };
  return answerOf(api.explain.api.v1.explain.$post({ json, header: {} }, { init: { signal } }));
}

/**
 * A question as it is sent: every place in the code stays where it is. A neural network's score is not shared out among the
 * tokens, which takes it long.
 */
export const explainRequest = ({ code, language, path, rate }: Question) => ({
  code: sendable(code),
  token_attribution: false,
  ...(language !== undefined && { language }),
  ...(path !== undefined && { path: sendable(path).slice(-longestPath) }),
  ...(rate !== undefined && { false_positive_rate: rate }),
});

/** As the server takes it. */
const longestPath = 1024;
