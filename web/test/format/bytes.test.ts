import { expect, test } from "vitest";
import { bytes } from "../../src/format/bytes.ts";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1400, "1.4 kB"],
  [1_000_000, "1 MB"],
  [24_300_000, "24.3 MB"],
])("%d is said as %s", (size, said) => {
  expect(bytes(size).replaceAll("\u00a0", " ")).toBe(said);
});
