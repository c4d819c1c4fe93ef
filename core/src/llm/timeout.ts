import type { Clock } from "./clock.ts";

/** A limit of time that can be moved on. */
export interface Timeout {
  /** Fires when the time is over, or when the caller's signal does. */
  readonly signal: AbortSignal;
  /** Whether it fired because the time was over. */
  readonly isOver: () => boolean;
  /** The whole time begins anew. */
  readonly restart: () => void;
  readonly stop: () => void;
}

export function startTimeout(clock: Clock, milliseconds: number, caller: AbortSignal | undefined): Timeout {
  const late = new AbortController();
  let current = new AbortController();
  const start = (): void => {
    clock.wait(milliseconds, current.signal).then(
      () => late.abort(),
      // Stopped or started anew.
      () => {},
    );
  };
  const stop = (): void => current.abort();
  start();
  return {
    signal: caller ? AbortSignal.any([caller, late.signal]) : late.signal,
    isOver: () => late.signal.aborted,
    restart: () => {
      stop();
      current = new AbortController();
      start();
    },
    stop,
  };
}
