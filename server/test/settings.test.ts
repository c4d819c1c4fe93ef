import { expect, test } from "vitest";
import { describeSettings, parseSettings, type Settings } from "../src/settings.ts";

const parse = (variables: Readonly<Record<string, string>>): Settings =>
  parseSettings(variables, { cwd: "/srv", models: "/opt/models" });

test("without any variable the server listens on loopback and keeps its data in the user's folder", () => {
  expect(parse({ HOME: "/home/ada" })).toMatchObject({
    host: "127.0.0.1",
    port: 58_000,
    data: "/home/ada/.local/share/whowrote",
    models: "/opt/models",
    storeCode: false,
    falsePositiveRate: 0.01,
  });
  expect(parse({ XDG_DATA_HOME: "/data", HOME: "/home/ada" }).data).toBe("/data/whowrote");
});

test("variables set numbers, switches, lists and folders", () => {
  const settings = parse({
    API_PORT: "0",
    WHOWROTE_DATA: "mine",
    WHOWROTE_STORE_CODE: "yes",
    WHOWROTE_CORS_ORIGINS: "https://a.example, https://b.example,",
    WHOWROTE_TIME_LIMIT: "0.5",
    DATABASE_URL: "",
  });
  expect(settings).toMatchObject({
    port: 0,
    data: "/srv/mine",
    storeCode: true,
    corsOrigins: ["https://a.example", "https://b.example"],
    timeLimit: 0.5,
  });
  expect(settings.databaseUrl).toBeUndefined();
});

test.each([
  ["API_PORT", "80000", "must be a whole number from 0 to 65535"],
  ["API_PORT", "0x50", "must be a whole number"],
  ["WHOWROTE_FPR", "0.5", "must be a number from 0.001 to 0.2"],
  ["WHOWROTE_STORE_CODE", "maybe", "must be 1 or 0"],
  ["WHOWROTE_TIME_LIMIT", "soon", "must be a number of seconds"],
  ["WHOWROTE_KEYS", "never", "must be auto or always"],
  ["WHOWROTE_LOG_LEVEL", "loud", "must be silent, error, warn, info or debug"],
])("%s=%s is refused by name, with its value and what it takes", (name, value, message) => {
  expect(() => parse({ [name]: value })).toThrow(`${name}=${value}: ${message}`);
});

test("every variable that does not fit is named at once", () => {
  expect(() => parse({ API_PORT: "x", WHOWROTE_QUEUE: "0" })).toThrow(/API_PORT=x.*\nWHOWROTE_QUEUE=0/);
});

test("a WHOWROTE_ name that is not known is refused, with the one that was meant", () => {
  expect(() => parse({ WHOWROTE_RETENTION: "30" })).toThrow(
    "WHOWROTE_RETENTION: there is no such option; did you mean WHOWROTE_RETENTION_DAYS?",
  );
  expect(() => parse({ WHOWROTE_ZZZ: "1" })).toThrow("WHOWROTE_ZZZ: there is no such option\n");
  expect(() => parse({ WHOWROTE_CACHE: "/tmp", PATH: "/bin" })).not.toThrow();
});

test("what language models are asked with is left to who reads it, and everything around it is checked here", () => {
  expect(parse({ WHOWROTE_LLM_PROVIDER: "ollama", WHOWROTE_LLM_KEYS: "x" })).toMatchObject({
    llm: false,
    rewrite: false,
  });
  expect(parse({ WHOWROTE_LLM: "1", WHOWROTE_REWRITERS: "a, b" })).toMatchObject({ llm: true, rewriters: ["a", "b"] });
  expect(() => parse({ WHOWROTE_LLMS: "1" })).toThrow("WHOWROTE_LLMS: there is no such option");
});

test("the value of a secret is not repeated", () => {
  expect(() => parse({ WHOWROTE_SECRET: "hunter2" })).toThrow("WHOWROTE_SECRET=…: must have at least 32 characters");
});

test("the help names every variable with its default", () => {
  const lines = describeSettings().split("\n");
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}API_HOST +address .*\(default: 127\.0\.0\.1\)$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}WHOWROTE_STORE_CODE +.*\(default: 0\)$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}WHOWROTE_THREADS +.*\(default: one per core\)$/));
  for (const name of ["WHOWROTE_DATA", "DATABASE_URL", "DB_PORT", "API_PORT", "MLFLOW_PORT"])
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^ {2}${name} +\\w`)));
});
