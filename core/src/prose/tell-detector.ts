import type { ChatAnswer, ChatMessage } from "../llm/chat.ts";
import type { DetectorId, ProseEvent, ProseRequest } from "../prose.ts";
import { checkAnswer } from "./check-answer.ts";
import { askAgain, createProsePrompt } from "./prompt.ts";

type Answer = Pick<ChatAnswer, "text" | "finishReason">;

/** Asks a model: pieces of the answer, if it tells pieces, and then the whole. */
export type AskModel = (
  messages: readonly ChatMessage[],
) => Pick<AsyncIterator<string, Answer, undefined>, "next" | "return">;

/**
 * The prose about one detector as events. An answer that breaks the rules is asked for once again, then dropped. A model that
 * cannot be asked is no error here: the reason is the answer.
 * @throws the signal's reason when it fires
 */
export async function* tellDetector(
  detector: DetectorId,
  request: ProseRequest,
  ask: AskModel,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProseEvent, void, undefined> {
  const prompt = createProsePrompt(detector, request);
  const { verdict } = request.explanation;
  let answer = yield* tellAnswer(detector, ask(prompt.messages), signal);
  if (answer === undefined) return;
  let checked = checkAnswer(answer, prompt, verdict);
  if ("problem" in checked) {
    yield { detector, type: "again", reason: checked.problem };
    answer = yield* tellAnswer(detector, ask(askAgain(prompt, checked.problem)), signal);
    if (answer === undefined) return;
    checked = checkAnswer(answer, prompt, verdict);
  }
  if ("prose" in checked) yield { detector, type: "done", prose: checked.prose };
  else yield { detector, type: "dropped", reason: `the answer was not used: ${checked.problem}` };
}

/** One answer; undefined where there is none, which was told then. */
async function* tellAnswer(
  detector: DetectorId,
  pieces: ReturnType<AskModel>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProseEvent, Answer | undefined, undefined> {
  try {
    let next = await pieces.next();
    for (; next.done !== true; next = await pieces.next()) yield { detector, type: "delta", text: next.value };
    return next.value;
  } catch (error) {
    signal?.throwIfAborted();
    yield { detector, type: "dropped", reason: `no answer: ${messageOf(error)}` };
    return undefined;
  } finally {
    // A reader who leaves in the middle of an answer ends the call.
    await pieces.return?.();
  }
}

/** Without its cause: the words of a chat error hold neither keys nor what was sent; those of others nobody vouches for. */
function messageOf(error: unknown): string {
  return error instanceof Error && error.name === "ChatError"
    ? error.message.replace(/\.$/, "")
    : "the model could not be asked";
}
