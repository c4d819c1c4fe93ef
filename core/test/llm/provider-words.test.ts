import { expect, test } from "vitest";
import { readWords } from "../../src/llm/provider-words.ts";
import { SecretKey } from "../../src/llm/secret-key.ts";

const key = new SecretKey("gsk_ab/cd/ef0123456789");
const pool = { hideKeys: (text: string) => key.hideIn(text) };
const sent = JSON.stringify({
  model: "meta-llama/llama-4-maverick-17b-128e-instruct",
  messages: [{ role: "user", content: 'def "secret_plan_of_somebody"(x):\n    return x' }],
});
const answer = (message: string) => readWords(JSON.stringify({ error: { message } }), sent, pool);

test("a provider's words are told, with the model that it does not know", () => {
  const words = "The model meta-llama/llama-4-maverick-17b-128e-instruct does not exist.";
  expect(answer(words)).toBe(`: ${words}`);
  expect(readWords("<html>", sent, pool)).toBe(". Check the settings.");
});

test("words that repeat the code are left out", () => {
  expect(answer('cannot read: def "secret_plan_of_somebody"(x):')).not.toContain("secret_plan");
});

test("a key is hidden however its signs are written, and control characters are none", () => {
  const told = readWords(String.raw`{"message":"no gsk_ab\/cd\/ef0123456789 \u001b[31m\u00e9"}`, sent, pool);
  expect(told).toBe(": no gsk_…6789  [31mé");
});
