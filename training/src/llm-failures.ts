/** So many calls without an answer, and none with one between, are no accident: the address is dead, or no key is left. */
const mostInARow = 20;

/** Ends work whose calls all fail. */
export interface FailureWatch {
  /** Fires with the caller's own, and after too many failures in a row. */
  readonly signal: AbortSignal;
  readonly answered: () => void;
  readonly failed: () => void;
  readonly hasGivenUp: () => boolean;
}

export function watchFailures(signal?: AbortSignal): FailureWatch {
  const giveUp = new AbortController();
  let inARow = 0;
  return {
    signal: signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal,
    answered: () => {
      inARow = 0;
    },
    failed: () => {
      if (++inARow >= mostInARow) giveUp.abort();
    },
    hasGivenUp: () => giveUp.signal.aborted,
  };
}
