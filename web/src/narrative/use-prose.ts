import { useEffect, useRef, useState } from "react";
import { ApiError, UnreachableError } from "../api/api-error.ts";
import type { Question } from "../evidence/ask-explanation.ts";
import { askProse } from "./ask-prose.ts";
import { applyProseEvent, noProse, type ProseState } from "./prose-state.ts";

interface AskedProse {
  readonly state: ProseState;
  readonly error: Error | undefined;
  readonly ask: () => void;
  readonly stop: () => void;
}

/** What a language model writes about one question, once it is asked. Leaving the view calls it off. */
export function useProse(question: Question, rewrite: boolean): AskedProse {
  const [state, setState] = useState(noProse);
  const [error, setError] = useState<Error>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (controller: AbortController): Promise<void> => {
    const { signal } = controller;
    try {
      const events = askProse(question, rewrite, signal);
      let next = await events.next();
      for (; next.done !== true; next = await events.next()) {
        const event = next.value;
        if (!signal.aborted) setState((before) => applyProseEvent(before, event));
      }
      const isWhole = next.value;
      if (!signal.aborted) setState((before) => ({ ...before, phase: isWhole ? "over" : "cut off" }));
    } catch (failure) {
      if (signal.aborted) return;
      if (failure instanceof ApiError || failure instanceof UnreachableError) setError(failure);
      setState((before) => ({ ...before, phase: before.detectors.length > 0 ? "cut off" : "idle" }));
    }
  };
  return {
    state,
    error,
    ask: () => {
      running.current?.abort();
      running.current = new AbortController();
      setError(undefined);
      setState({ ...noProse, phase: "writing" });
      void run(running.current);
    },
    stop: () => {
      running.current?.abort();
      setState((before) => ({ ...before, phase: "stopped" }));
    },
  };
}
