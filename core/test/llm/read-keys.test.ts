import { describe, expect, test } from "vitest";
import type { KeyUse } from "../../src/llm/key-use.ts";
import { howToSetKeys, readKeys, type FoundKeys } from "../../src/llm/read-keys.ts";
import { readLlmSettings } from "../../src/llm/read-settings.ts";

type Variables = Readonly<Record<string, string>>;

const find = (variables: Variables, fileText?: string): FoundKeys =>
  readKeys(readLlmSettings(variables), variables, fileText);

const namesFor = (use: KeyUse, { keys }: FoundKeys): string[] =>
  keys.filter(({ uses }) => uses.has(use)).map(({ name }) => name);

const numbered = (count: number, base = "GROQ_API_KEY"): Variables =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${base}_${at + 1}`, `key-number-${at + 1}`]));

const message = (act: () => unknown): string => {
  try {
    act();
    return "no error";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("keys", () => {
  test("1 to 20 rewrite, 21 to 33 explain, and all may generate", () => {
    const found = find(numbered(40));
    expect(namesFor("rewriting", found)).toEqual(Array.from({ length: 20 }, (_, at) => `GROQ_API_KEY_${at + 1}`));
    expect(namesFor("explaining", found)).toEqual(Array.from({ length: 13 }, (_, at) => `GROQ_API_KEY_${at + 21}`));
    expect(namesFor("generating", found)).toHaveLength(40);
  });

  test("have other ranges where they are set", () => {
    const found = find({ ...numbered(5), WHOWROTE_LLM_KEYS_REWRITING: "1-2,5", WHOWROTE_LLM_KEYS_EXPLAINING: "3-4" });
    expect(namesFor("rewriting", found)).toEqual(["GROQ_API_KEY_1", "GROQ_API_KEY_2", "GROQ_API_KEY_5"]);
    expect(namesFor("explaining", found)).toEqual(["GROQ_API_KEY_3", "GROQ_API_KEY_4"]);
  });

  test("may not be in both ranges, also where one of them is the usual one", () => {
    const both = { WHOWROTE_LLM_KEYS_REWRITING: "1-5", WHOWROTE_LLM_KEYS_EXPLAINING: "4-9" };
    expect(message(() => find(both))).toContain("key 4 is in both");
    expect(message(() => find({ WHOWROTE_LLM_KEYS_REWRITING: "1-30" }))).toContain("key 21 is in both");
  });

  test("are one for both uses where only one without a number is set, and that is said", () => {
    const found = find({ GROQ_API_KEY: "only-one-key" });
    expect(namesFor("rewriting", found)).toEqual(["GROQ_API_KEY"]);
    expect(namesFor("explaining", found)).toEqual(["GROQ_API_KEY"]);
    expect(found.notices).toEqual(["Rewriting and explaining share one key, GROQ_API_KEY."]);
  });

  test("come from the variables of the provider that is set", () => {
    const variables = {
      ...numbered(2, "OPENAI_API_KEY"),
      GROQ_API_KEY: "another",
      WHOWROTE_LLM_PROVIDER: "openai",
      WHOWROTE_LLM_MODEL: "m",
    };
    expect(find(variables).keys.map(({ name }) => name)).toEqual(["OPENAI_API_KEY_1", "OPENAI_API_KEY_2"]);
  });

  test("of a list serve every use, unless ranges are set", () => {
    const list = { WHOWROTE_LLM_KEYS: "one-key, two-key ,three-key," };
    expect(find(list).keys.map(({ name }) => name)).toEqual([1, 2, 3].map((at) => `WHOWROTE_LLM_KEYS ${at}`));
    expect(namesFor("explaining", find(list))).toHaveLength(3);
    const ranged = find({ ...list, WHOWROTE_LLM_KEYS_REWRITING: "1-2", WHOWROTE_LLM_KEYS_EXPLAINING: "3" });
    expect(namesFor("rewriting", ranged)).toHaveLength(2);
    expect(namesFor("explaining", ranged)).toEqual(["WHOWROTE_LLM_KEYS 3"]);
  });

  test("of a file stand one a line, before a list", () => {
    const found = find(
      { WHOWROTE_LLM_KEYS: "listed", WHOWROTE_LLM_KEYS_FILE: "keys.txt" },
      "# mine\nfirst-key\r\n\nsecond-key\n",
    );
    expect(found.keys.map(({ name, key }) => [name, key?.reveal()])).toEqual([
      ["line 2 of keys.txt", "first-key"],
      ["line 4 of keys.txt", "second-key"],
    ]);
  });

  test("that are the same count once, with the uses of both, and that is said", () => {
    const found = find({ GROQ_API_KEY_1: "the-same", GROQ_API_KEY_21: "the-same" });
    expect(found.keys).toHaveLength(1);
    expect(namesFor("explaining", found)).toEqual(["GROQ_API_KEY_1"]);
    expect(found.notices[0]).toBe("GROQ_API_KEY_1 and GROQ_API_KEY_21 are the same key, and count once.");
  });

  test("are not needed on one's own machine", () => {
    const local = { WHOWROTE_LLM_PROVIDER: "ollama", WHOWROTE_LLM_MODEL: "qwen" };
    expect(find(local).keys).toMatchObject([{ name: "no key", key: undefined }]);
    expect(namesFor("explaining", find({ ...local, OLLAMA_API_KEY: "given-all-the-same" }))).toEqual([
      "OLLAMA_API_KEY",
    ]);
  });

  test("that no header could carry are refused by name, without their value", () => {
    const text = message(() => find({ GROQ_API_KEY_3: "secret\nvalue" }));
    expect(text).toContain("GROQ_API_KEY_3");
    expect(text).not.toContain("secret");
  });

  test("that are missing are named for each use", () => {
    const settings = readLlmSettings({});
    expect(howToSetKeys(settings, "explaining")).toContain("GROQ_API_KEY_21-33 for explaining");
  });
});
