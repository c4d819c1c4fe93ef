import { useCallback, useEffect, useRef, useState } from "react";
import { createDraftId, type Draft, keepDraft, readDraft } from "./draft.ts";

/** How long typing must have stopped before the text is judged, in ms. */
const pause = 180;

interface DraftState {
  /** What stands in the editor at first, and again whenever something is opened. */
  readonly opened: Draft;
  /** What is to be judged: as it was when typing last stopped. */
  readonly settled: Draft;
  /** Another one whenever something is opened or the answer is to stay. */
  readonly draftId: string;
  readonly isTyping: boolean;
  /** The answer that is there stays in the history, whatever is typed next. Always the same function. */
  readonly keepAnswer: () => void;
  readonly open: (draft: Draft) => void;
  /** Something was typed; the text is read when typing stops. */
  readonly type: (read: () => string) => void;
  /** Typing has stopped: now. */
  readonly settle: () => void;
}

interface Typed {
  readonly read: () => string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The text under judgement, which the editor keeps while somebody types. */
export function useDraft(): DraftState {
  const [opened, setOpened] = useState(readDraft);
  const [settled, setSettled] = useState(opened);
  const [draftId, setDraftId] = useState(createDraftId);
  const keepAnswer = useCallback(() => setDraftId(createDraftId()), []);
  const [isTyping, setIsTyping] = useState(false);
  const typed = useRef<Typed>(undefined);

  const take = (draft: Draft): void => {
    clearTimeout(typed.current?.timer);
    typed.current = undefined;
    keepDraft(draft);
    setSettled(draft);
    setIsTyping(false);
  };
  const settle = (): void => {
    if (typed.current) take(edited(readDraft(), typed.current.read()));
  };

  useEffect(
    () => () => {
      if (typed.current === undefined) return;
      clearTimeout(typed.current.timer);
      keepDraft(edited(readDraft(), typed.current.read()));
    },
    [],
  );

  return {
    opened,
    settled,
    draftId,
    isTyping,
    keepAnswer,
    settle,
    open: (draft) => {
      setOpened(draft);
      keepAnswer();
      take(draft);
    },
    type: (read) => {
      clearTimeout(typed.current?.timer);
      typed.current = { read, timer: setTimeout(settle, pause) };
      setIsTyping(true);
    },
  };
}

/** Emptied, it is no longer of the file it came from. */
const edited = (draft: Draft, text: string): Draft => (text.trim() === "" ? { text } : { ...draft, text });
