/**
 * What the thread of a session is doing, in memory that it shares with the thread that started it. A thread that is stopped
 * inside a native call takes the whole process with it (onnxruntime-node 1.30: "terminate called after throwing an
 * instance of 'Napi::Error'", SIGABRT). So it says when it is in one, and is only ever stopped outside.
 */
export type ThreadState = Int32Array<SharedArrayBuffer>;

const idle = 0;
/** In a native call. */
const busy = 1;
/** In a native call, after which it ends by itself. */
const lastCall = 2;
const closed = 3;

/** A thread loads its model first, which is a native call. */
export function createThreadState(): ThreadState {
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  Atomics.store(state, 0, busy);
  return state;
}

/** The session's thread asks before a native call; it must not make the call when this is false. */
export function enterNative(state: ThreadState): boolean {
  return Atomics.compareExchange(state, 0, idle, busy) === idle;
}

/** The session's thread says that the call is over; it must end itself when this is false. */
export function leaveNative(state: ThreadState): boolean {
  if (Atomics.compareExchange(state, 0, busy, idle) === busy) return true;
  Atomics.store(state, 0, closed);
  Atomics.notify(state, 0);
  return false;
}

/** Forbids further native calls. True when the thread may be stopped now; else it ends by itself after its call. */
export function closeThread(state: ThreadState): boolean {
  if (Atomics.compareExchange(state, 0, idle, closed) === idle) return true;
  return Atomics.compareExchange(state, 0, busy, lastCall) === closed;
}

/** Longer than a batch takes on any machine; a thread that is still in its call then has got stuck. */
const longestCallMs = 120_000;

/** Blocks until the thread is outside of native calls, for good. */
export function awaitClosed(state: ThreadState): void {
  if (!closeThread(state)) Atomics.wait(state, 0, lastCall, longestCallMs);
}
