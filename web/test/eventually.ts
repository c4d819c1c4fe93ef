import { expect } from "vitest";

/** What the page will show soon; on a machine that is busy, a little later. */
export const eventually = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 20_000 });
