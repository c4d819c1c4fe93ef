import { expect, test } from "vitest";
import { findPython } from "../../src/speed/peer.ts";

test("a Python that is not there is not found, and does not stop the benchmark", async () => {
  expect(await findPython("no-such-python")).toBeUndefined();
});
