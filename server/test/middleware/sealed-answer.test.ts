import { expect, test } from "vitest";
import { sealAnswer, unsealAnswer } from "../../src/middleware/sealed-answer.ts";

test("an answer is read by whoever has its request, and by nobody else", () => {
  const sealed = sealAnswer('{"text":"ä"}', "request");
  expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("text");
  expect(unsealAnswer(sealed, "request")).toBe('{"text":"ä"}');
  expect(() => unsealAnswer(sealed, "another request")).toThrow("unable to authenticate");
});
