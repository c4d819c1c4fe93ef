import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Chat } from "whowrote/llm/chat";
import { ChatError } from "whowrote/llm/chat-error";
import type { Sample } from "../../src/dataset/sample.ts";
import { recordRewrites } from "../../src/rewriting/record-rewrites.ts";
import { recordFormat } from "../../src/rewriting/recorded-rewrites.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-record-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const sample = (number: number): Sample => ({
  id: `s${number}`,
  code: `# number ${number}\ndef add_${number}(first, second):\n    result = first + second\n    return result + ${number}\n`,
  language: "python",
  label: number % 2 === 0 ? "human" : "ai",
  source: "test",
  group: `g${number}`,
});

/** Gives the program back; `fails` says which programs it cannot do. */
function echo(asked: string[], fails: (code: string) => boolean = () => false): Chat {
  const answer = (code: string) => ({
    text: `\`\`\`\n${code}\n\`\`\``,
    finishReason: "stop" as const,
    usage: { inputTokens: 1, outputTokens: 1 },
    model: "m",
    elapsedMs: 1,
  });
  return {
    model: "m",
    host: "localhost",
    complete: async ({ messages }) => {
      const code = messages.at(-1)!.text.split("\n").slice(1, -1).join("\n");
      asked.push(code);
      if (fails(code)) throw new ChatError("failed", "the connection broke");
      return Promise.resolve(answer(code));
    },
    // eslint-disable-next-line require-yield -- not asked for here
    stream: async function* stream() {
      return Promise.resolve(answer(""));
    },
  };
}

test("a record that was torn by a kill goes on where it stopped, and asks for nothing twice", async () => {
  const out = join(folder, "record.jsonl");
  const samples = [1, 2, 3, 4].map(sample);
  const first: string[] = [];
  const settings = { rewrites: 2, atOnce: 2, out };
  const begun = await recordRewrites(samples.slice(0, 2), { ...settings, chats: [echo(first)] });
  expect(begun).toEqual({ written: 2, before: 0, failed: 0, hasGivenUp: false });
  await appendFile(out, '{"id":"s3","langu');
  const second: string[] = [];
  const gone = echo(second, (code) => code.includes("add_4"));
  expect(await recordRewrites(samples, { ...settings, chats: [gone] })).toEqual({
    ...{ written: 1, before: 2, failed: 1, hasGivenUp: false },
    lastFailure: "the connection broke",
  });
  expect(second.every((code) => /add_[34]/.test(code))).toBe(true);
  const text = await readFile(out, "utf8");
  expect(text.endsWith("}\n")).toBe(true);
  const rows = text
    .trim()
    .split("\n")
    .map((line) => recordFormat.schema.parse(JSON.parse(line)));
  expect(rows.map(({ id }) => id).toSorted()).toEqual(["s1", "s2", "s3"]);
  const row = rows.find(({ id }) => id === "s1");
  expect(row).toMatchObject({ label: "ai", group: "g1", asked: 2, dropped: [] });
  expect(row!.original).not.toContain("#");
  expect(row!.rewrites).toEqual([1, 2].map(() => ({ model: "m", text: row!.original })));
});

test("an address that never answers is given up; the next run asks for what is missing", async () => {
  const out = join(folder, "dead.jsonl");
  const samples = Array.from({ length: 60 }, (_, at) => sample(at));
  const asked: string[] = [];
  const settings = { rewrites: 1, atOnce: 4, out };
  const dead = await recordRewrites(samples, { ...settings, chats: [echo(asked, () => true)] });
  expect(dead).toMatchObject({ written: 0, hasGivenUp: true, lastFailure: "the connection broke" });
  expect(asked.length).toBeLessThan(25);
  const again = await recordRewrites(samples, { ...settings, chats: [echo([])] });
  expect(again).toEqual({ written: 60, before: 0, failed: 0, hasGivenUp: false });
});

test("a file that is no record is refused and stays as it is", async () => {
  const out = join(folder, "notes.jsonl");
  await writeFile(out, '{"note":1}\n');
  await expect(recordRewrites([sample(1)], { chats: [echo([])], rewrites: 1, atOnce: 1, out })).rejects.toThrow(
    "notes.jsonl, line 1 was not written by whowrote dataset rewrite",
  );
  expect(await readFile(out, "utf8")).toBe('{"note":1}\n');
});

test("a text of which too few calls were answered is asked about again", async () => {
  const out = join(folder, "outage.jsonl");
  const settings = { rewrites: 4, atOnce: 1, out };
  let calls = 0;
  const weak = echo([], () => ++calls > 1);
  expect(await recordRewrites([sample(1)], { ...settings, chats: [weak] })).toMatchObject({ written: 0, failed: 1 });
  expect(await recordRewrites([sample(1)], { ...settings, chats: [echo([])] })).toMatchObject({ written: 1 });
});
