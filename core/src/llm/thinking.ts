/** Takes away what a reasoning model thought before it answered: `<think>…</think>` at the beginning. */
export interface ThinkingFilter {
  /** Gives what of the answer is certain by now. */
  readonly push: (piece: string) => string;
  /** Gives the rest. */
  readonly end: () => string;
}

const opening = "<think>";
const closing = "</think>";

export function createThinkingFilter(): ThinkingFilter {
  let held = "";
  let state: "start" | "thinking" | "answer" = "start";
  return {
    push: (piece) => {
      if (state === "answer") return piece;
      held += piece;
      if (state === "start") {
        const begin = held.trimStart();
        if (begin.startsWith(opening)) state = "thinking";
        else if (opening.startsWith(begin)) return "";
        else return answer(held);
      }
      const end = held.indexOf(closing);
      if (end >= 0) return answer(held.slice(end + closing.length).trimStart());
      return "";
    },
    end: () => {
      // Thoughts that were cut off are no answer; half of an opening is one.
      const rest = state === "start" ? held : "";
      held = "";
      return rest;
    },
  };

  function answer(text: string): string {
    // The line ends behind the thoughts may come with a later piece.
    if (state === "thinking" && text === "") {
      held = closing;
      return "";
    }
    state = "answer";
    held = "";
    return text;
  }
}
