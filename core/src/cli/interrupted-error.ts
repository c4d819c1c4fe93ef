/** Thrown by a command that the user stopped and that has put everything in order: its message tells how to go on. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}
