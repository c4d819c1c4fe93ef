/** One at a time, first come, first served. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for all who came before; the result ends the turn, and must be called. */
  async take(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    await before;
    return resolve;
  }
}
