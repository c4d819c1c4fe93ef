import { expect, test } from "vitest";
import {
  bytesField,
  floatField,
  integerField,
  message,
  messageField,
  textField,
  toBytes,
} from "../../src/graph/protobuf.ts";

const hex = (field: Parameters<typeof toBytes>[0]): string => Buffer.from(toBytes(field)).toString("hex");

// The first three are the examples of https://protobuf.dev/programming-guides/encoding/, the others were counted by hand.
test("fields are written as the specification's examples are", () => {
  expect(hex(integerField(1, 150))).toBe("089601");
  expect(hex(textField(2, "testing"))).toBe("120774657374696e67");
  expect(hex(messageField(3, integerField(1, 150)))).toBe("1a03089601");
  expect(hex(integerField(16, 0))).toBe("800100");
  expect(hex(integerField(1, -1))).toBe("08ffffffffffffffffff01");
  expect(hex(integerField(1, 2 ** 40))).toBe("08808080808020");
  expect(hex(floatField(2, 1))).toBe("150000803f");
});

test("long bytes are not copied before the whole is put together", () => {
  const long = new Uint8Array(10_000).fill(7);
  const whole = message([textField(1, "a"), messageField(2, bytesField(9, long))]);
  expect(whole.pieces).toContain(long);
  expect(whole.byteLength).toBe(3 + 3 + 3 + 10_000);
  expect(toBytes(whole)).toHaveLength(whole.byteLength);
});
