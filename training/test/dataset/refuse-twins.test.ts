import { expect, test } from "vitest";
import { refuseTwins } from "../../src/dataset/refuse-twins.ts";

test("two samples with one id are refused by name", () => {
  expect(() => refuseTwins([{ id: "a" }, { id: "b" }], "data.jsonl")).not.toThrow();
  expect(() => refuseTwins([{ id: "a" }, { id: "b" }, { id: "a" }], "data.jsonl")).toThrow(
    'data.jsonl has two samples with the id "a". Give each an id of its own.',
  );
});
