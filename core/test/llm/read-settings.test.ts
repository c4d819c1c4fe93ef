import { describe, expect, test } from "vitest";
import { providerIds, providers, type Provider } from "../../src/llm/provider.ts";
import { readLlmSettings } from "../../src/llm/read-settings.ts";

const refused = (variables: Readonly<Record<string, string>>): string => {
  try {
    readLlmSettings(variables);
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("settings of the language models", () => {
  test("are those of Groq when nothing is set", () => {
    expect(readLlmSettings({})).toMatchObject({
      provider: "groq",
      baseUrl: "https://api.groq.com/openai/v1",
      model: "llama-3.3-70b-versatile",
      timeout: 60,
      wait: 180,
    });
  });

  test("come from flags before the environment", () => {
    const variables = { WHOWROTE_LLM_MODEL: "from-environment", WHOWROTE_LLM_TEMPERATURE: "0.7" };
    expect(readLlmSettings(variables, { llmModel: "from-flag" })).toMatchObject({
      model: "from-flag",
      temperature: 0.7,
    });
  });

  test("ask a program on one's own machine little at a time, and give it minutes", () => {
    const own = { WHOWROTE_LLM_PROVIDER: "llama-cpp", WHOWROTE_LLM_MODEL: "m" };
    expect(readLlmSettings(own)).toMatchObject({ timeout: 600, wait: 3600, atOnce: 4 });
    const stated = { WHOWROTE_LLM_TIMEOUT: "5", WHOWROTE_LLM_WAIT: "0", WHOWROTE_LLM_AT_ONCE: "9" };
    expect(readLlmSettings({ ...own, ...stated })).toMatchObject({ timeout: 5, wait: 0, atOnce: 9 });
    expect(readLlmSettings({ ...own, WHOWROTE_LLM_PROVIDER: "vllm" }).atOnce).toBeUndefined();
    expect(readLlmSettings({}).atOnce).toBeUndefined();
  });

  test.each(providerIds)("of %s are complete with a model and, where it has none of its own, an address", (id) => {
    const { baseUrl = "https://name.openai.azure.com/openai/v1" }: Provider = providers[id];
    const settings = readLlmSettings({
      WHOWROTE_LLM_PROVIDER: id,
      WHOWROTE_LLM_MODEL: "m",
      WHOWROTE_LLM_BASE_URL: `${baseUrl}/`,
    });
    expect(settings).toMatchObject({ provider: id, model: "m", baseUrl });
  });

  test.each([
    [{ WHOWROTE_LLM_PROVIDER: "skynet" }, "WHOWROTE_LLM_PROVIDER=skynet: must be one of groq, openai"],
    [{ WHOWROTE_LLM_TEMPRATURE: "1" }, "WHOWROTE_LLM_TEMPRATURE: there is no such setting"],
    [{ WHOWROTE_LLM_TEMPERATURE: "3" }, "WHOWROTE_LLM_TEMPERATURE=3: must be a number from 0 to 2"],
    [{ WHOWROTE_LLM_MAX_TOKENS: "1.5" }, "WHOWROTE_LLM_MAX_TOKENS=1.5: must be a whole number"],
    [{ WHOWROTE_LLM_TIMEOUT: "0x10" }, "WHOWROTE_LLM_TIMEOUT=0x10"],
    [{ WHOWROTE_LLM_KEYS_REWRITING: "20-1" }, "must be numbers of keys"],
    [{ WHOWROTE_LLM_BASE_URL: "ftp://example.org" }, "WHOWROTE_LLM_BASE_URL: must be an address"],
    [{ WHOWROTE_LLM_BASE_URL: "http://example.org/v1" }, "in plain text"],
    [{ WHOWROTE_LLM_PROVIDER: "openai" }, "WHOWROTE_LLM_MODEL is missing"],
    [{ WHOWROTE_LLM_PROVIDER: "azure", WHOWROTE_LLM_MODEL: "m" }, "WHOWROTE_LLM_BASE_URL is missing"],
  ])("%j are refused by name", (variables, words) => {
    expect(refused(variables as unknown as Record<string, string>)).toContain(words);
  });

  test("name every problem at once", () => {
    const text = refused({ WHOWROTE_LLM_SEED: "x", WHOWROTE_LLM_TOP_P: "2" });
    expect(text).toContain("WHOWROTE_LLM_SEED=x");
    expect(text).toContain("WHOWROTE_LLM_TOP_P=2");
  });

  test("never show a password in an address", () => {
    expect(refused({ WHOWROTE_LLM_BASE_URL: "https://me:hunter2@example.org" })).not.toContain("hunter2");
    expect(refused({ WHOWROTE_LLM_BASE_URL: "https//me:hunter2@example.org" })).not.toContain("hunter2");
  });

  test.each([
    "http://localhost:1/v1",
    "http://127.0.0.1:1/v1",
    "http://ollama:11434/v1",
    "http://192.168.1.5/v1",
    "http://[::1]:8/v1",
  ])("take plain HTTP in one's own network: %s", (address) => {
    expect(readLlmSettings({ WHOWROTE_LLM_BASE_URL: address }).baseUrl).toBe(address);
  });

  test("take an empty variable for none", () => {
    expect(readLlmSettings({ WHOWROTE_LLM_SEED: "", WHOWROTE_LLM_PROVIDER: " " })).toMatchObject({ provider: "groq" });
  });
});
