import { expect, test } from "vitest";
import { readCode } from "../../src/llm/read-code.ts";

test.each([
  ["the longest fenced block", "Here:\n```js\na\n```\nor\n```js\nconst b = 1;\n```\n", { code: "const b = 1;\n" }],
  ["a block fenced by tildes", "~~~py\nx = '```'\n~~~", { code: "x = '```'\n" }],
  ["an answer without a fence that is code", "def f():\n    return 1", { code: "def f():\n    return 1" }],
  [
    "what stands between the question's marks",
    "===== PROGRAM =====\nx = 1\n\ny = 2\n===== PROGRAM =====\n",
    { code: "x = 1\n\ny = 2" },
  ],
  ["a block without the question's marks", "```py\nx = 1\n====== TASK ======\n```", { code: "x = 1" }],
  [
    "nothing that goes on after the question's marks",
    "x = 1\n===== PROGRAM =====\ny = 2",
    { dropped: "the answer repeats the question's marks within the code" },
  ],
  ["nothing between the question's marks", "===== TASK =====\n===== TASK =====", { dropped: "the answer is empty" }],
  ["a heading in the code's own comment", "# ===== PROGRAM =====\nx = 1", { code: "# ===== PROGRAM =====\nx = 1" }],
  ["no refusal", "I’m sorry, but I can't help with that.", { dropped: "the model declined" }],
  ["no prose", "The program sorts a list.", { dropped: "the answer is prose" }],
  ["no empty block", "```py\n\n```", { dropped: "the answer holds an empty block" }],
  ["no empty answer", " \n", { dropped: "the answer is empty" }],
])("of an answer %s is read", (_, text, read) => {
  expect(readCode({ text, finishReason: "stop" })).toEqual(read);
});

test("an answer that was cut off or filtered is not counted", () => {
  expect(readCode({ text: "```py\nx\n```", finishReason: "length" })).toEqual({
    dropped: "the answer was cut off before its end",
  });
  expect(readCode({ text: "", finishReason: "content-filter" })).toEqual({
    dropped: "the provider's filter stopped the answer",
  });
});
