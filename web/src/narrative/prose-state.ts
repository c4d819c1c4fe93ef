import type { DetectorId, Prose, ProseEvent } from "whowrote/prose";

/** What a language model has written about one detector so far. */
export interface DetectorProse {
  readonly detector: DetectorId;
  /** Unchecked, while it is being written. */
  readonly draft: string;
  /** Why it was asked once more. */
  readonly again?: string;
  /** Checked: only this is its answer. */
  readonly prose?: Prose;
  readonly dropped?: string;
}

export interface ProseState {
  readonly phase: "idle" | "writing" | "over" | "stopped" | "cut off";
  /** In the order in which they began. */
  readonly detectors: readonly DetectorProse[];
}

export const noProse: ProseState = { phase: "idle", detectors: [] };

/** The state after an event of the stream. */
export function applyProseEvent(state: ProseState, event: ProseEvent): ProseState {
  const { detector } = event;
  const known = state.detectors.find((one) => one.detector === detector);
  const next = change(known ?? { detector, draft: "" }, event);
  return {
    ...state,
    detectors: known ? state.detectors.map((one) => (one === known ? next : one)) : [...state.detectors, next],
  };
}

function change(before: DetectorProse, event: ProseEvent): DetectorProse {
  switch (event.type) {
    case "delta":
      return { ...before, draft: before.draft + event.text };
    case "again":
      return { ...before, draft: "", again: event.reason };
    case "done":
      return { detector: before.detector, draft: "", prose: event.prose };
    case "dropped":
      return { detector: before.detector, draft: "", dropped: event.reason };
  }
}
