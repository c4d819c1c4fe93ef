import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Chat, ChatRequest } from "whowrote/llm/chat";
import { ChatError } from "whowrote/llm/chat-error";
import { openSyntaxParser } from "whowrote/node/grammars";
import type { Sample } from "../../src/dataset/sample.ts";
import { generateSamples, type GenerateSettings } from "../../src/generate/generate-samples.ts";
import { generatedRowSchema, type GeneratedRow } from "../../src/generate/generated-row.ts";
import { openRowJournal } from "../../src/generate/row-journal.ts";
import { styleIds, type StyleId } from "../../src/generate/style.ts";

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-generate-"));
  out = join(folder, "made.jsonl");
});
afterEach(async () => rm(folder, { recursive: true }));

const person: Sample = {
  id: "p1",
  code: 'def mean(numbers):\n    """Gives the arithmetic mean of a list of numbers, nought of none."""\n    return sum(numbers) / max(1, len(numbers))\n',
  language: "python",
  label: "human",
  source: "people",
  group: "repo",
};
const undocumented: Sample = { ...person, id: "p2", code: "def f(a):\n    return a[0]\n" };

const program = (name: string): string =>
  `def ${name}(values):\n    total = 0.0\n    count = 0\n    for value in values:\n        total += value\n        count += 1\n    return total / count if count else 0.0`;
const fenced = (code: string): string => `\`\`\`\n${code}\n\`\`\``;

/** Answers each request; what it throws is thrown. */
function model(name: string, asked: ChatRequest[], answer: (request: ChatRequest, at: number) => string): Chat {
  const complete: Chat["complete"] = async (request) => {
    asked.push(request);
    const text = answer(request, asked.length - 1);
    const usage = { inputTokens: 100, outputTokens: 50 };
    return Promise.resolve({ text, finishReason: "stop", usage, model: `${name}-2026`, elapsedMs: 1 });
  };
  return {
    model: name,
    host: "llm.test",
    complete,
    stream: async function* stream(request) {
      yield "";
      return complete(request);
    },
  };
}

async function generate(
  samples: readonly Sample[],
  chat: Chat,
  styles: readonly StyleId[],
  more: Partial<GenerateSettings> = {},
) {
  const parser = await openSyntaxParser();
  const journal = await openRowJournal(out);
  const settings: GenerateSettings = {
    ...{ chats: [chat], styles, parser, journal, temperature: 0.8, seed: 1, licence: "MIT", atOnce: 2 },
    now: () => "2026-11-21T12:00:00.000Z",
    ...more,
  };
  try {
    return await generateSamples(samples, settings);
  } finally {
    await journal.close();
    parser.close();
  }
}

async function rows(): Promise<GeneratedRow[]> {
  const text = await readFile(out, "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => generatedRowSchema.parse(JSON.parse(line)));
}

test("a model that never answers is given up after 20 calls in a row", async () => {
  const asked: ChatRequest[] = [];
  const dead = model("m", asked, () => {
    throw new ChatError("failed", "nobody is there");
  });
  const people = Array.from({ length: 50 }, (_, at) => ({ ...person, id: `p${at}` }));
  const summary = await generate(people, dead, ["plain"]);
  expect(summary).toMatchObject({ written: 0, hasGivenUp: true, lastFailure: "nobody is there" });
  expect(asked.length).toBeLessThan(23);
});

test("each style gives a row that says where it came from, in the group of the person's sample", async () => {
  const asked: ChatRequest[] = [];
  const chat = model("m", asked, (_, at) =>
    fenced(
      at === 3
        ? "double mean(double[] v) { double s = 0; for (double x : v) { s += x; } return s / v.length; }"
        : program(`mean_${at}`),
    ),
  );
  // One language to translate to is drawn; whatever it is, a Java-like text may not parse in it, so the style is left out here.
  const styles = styleIds.filter((style) => style !== "translate");
  const summary = await generate([person], chat, styles);
  expect(summary).toMatchObject({ written: 4, dropped: 1, failed: 0, inputTokens: 500, outputTokens: 250 });
  const made = await rows();
  expect(made.map(({ mode }) => mode).toSorted()).toEqual(["complete", "humanised", "plain", "student"]);
  expect(made.every(({ group, attr }) => group === "repo" && attr === "generated")).toBe(true);
  const plain = made.find(({ mode }) => mode === "plain")!;
  expect(plain).toMatchObject({
    id: "p1:plain:m",
    label: "ai",
    generator: "m-2026",
    model: "m",
    provenance: {
      source_id: "p1",
      licence: "MIT",
      host: "llm.test",
      style: "plain",
      temperature: 0.8,
      input_tokens: 100,
    },
  });
  // The task is the docstring's; the person's code is not sent where the task is enough.
  expect(plain.provenance.task).toBe("Gives the arithmetic mean of a list of numbers, nought of none.");
  const question = asked[0]!.messages.map(({ text }) => text).join("\n");
  expect(question).toContain("===== TASK =====\nGives the arithmetic mean");
  expect(question).not.toContain("sum(numbers)");
});

test("what is no code, no new code or refused is dropped with the reason and not asked for again", async () => {
  const answers = [
    fenced(person.code),
    "I'm sorry, I can't.",
    fenced("x = 1"),
    fenced(program("same")),
    fenced(program("same")),
  ];
  const asked: ChatRequest[] = [];
  const samples = answers.map((_, at) => ({ ...person, id: `p${at}`, group: `g${at}` }));
  const chat = model("m", asked, (_, at) => answers[at]!);
  expect(await generate(samples, chat, ["plain"])).toMatchObject({ written: 1, dropped: 4, failed: 0 });
  const dropped = await readFile(`${out}.dropped.jsonl`, "utf8");
  for (const why of ["the person's code", "the model declined", "has 3 words and signs", "is there already"])
    expect(dropped).toContain(why);
  expect(await generate(samples, chat, ["plain"])).toMatchObject({ total: 0, written: 0 });
  expect(asked).toHaveLength(5);
});

test("a run that was killed goes on where it stopped", async () => {
  const asked: ChatRequest[] = [];
  const samples = [1, 2, 3].map((number) => ({ ...person, id: `p${number}` }));
  const chat = model("m", asked, (_, at) => {
    if (at === 1) throw new ChatError("failed", "the connection broke");
    return fenced(program(`mean_${at}`));
  });
  expect(await generate(samples, chat, ["plain"])).toMatchObject({
    ...{ written: 2, failed: 1 },
    lastFailure: "the connection broke",
  });
  await appendFile(out, '{"id":"p9:pl');
  expect(await generate(samples, chat, ["plain"])).toMatchObject({ total: 1, written: 1, failed: 0 });
  expect((await rows()).map(({ id }) => id).toSorted()).toEqual(["p1:plain:m", "p2:plain:m", "p3:plain:m"]);
});

test("a task that nobody wrote down is described by the model, once for all styles", async () => {
  const asked: ChatRequest[] = [];
  const chat = model("m", asked, ({ messages }, at) =>
    messages[0]!.text.startsWith("You are given")
      ? "Give the first element of a list."
      : fenced(program(`first_${at}`)),
  );
  expect(await generate([undocumented], chat, ["plain", "student"])).toMatchObject({ written: 2 });
  expect(asked.filter(({ messages }) => messages[1]!.text.includes("return a[0]"))).toHaveLength(1);
  expect((await rows()).map(({ provenance }) => provenance.task)).toEqual(
    ["plain", "student"].map(() => "Give the first element of a list."),
  );
});

test("a mended program is labelled as of both, and a translation has the other language and its own mode", async () => {
  const chat = model("m", [], ({ messages }) =>
    fenced(
      messages[0]!.text.startsWith("Translate")
        ? "fn mean(v: &[f64]) -> f64 { let mut s = 0.0; for x in v { s += x; } s / v.len() as f64 }"
        : program("mended"),
    ),
  );
  await generate([person], chat, ["fix"]);
  expect((await rows())[0]).toMatchObject({ label: "hybrid", mode: "fix", language: "python" });
  // Which language is drawn depends on the id: try until it is Rust.
  const many = Array.from({ length: 40 }, (_, at) => ({ ...person, id: `t${at}`, group: `t${at}` }));
  await generate(many, chat, ["translate"]);
  const translated = (await rows()).filter(({ mode }) => mode === "translate-python");
  expect(translated.map(({ language, label }) => [language, label])).toContainEqual(["rust", "ai"]);
});

test("a refusal to describe the task becomes no task, and no style that needs it is asked for", async () => {
  const asked: ChatRequest[] = [];
  const chat = model("m", asked, () => "I'm sorry, I can't help with that request today.");
  expect(await generate([undocumented], chat, ["plain", "student"])).toMatchObject({ written: 0, dropped: 2 });
  expect(asked).toHaveLength(1);
  expect(await readFile(`${out}.dropped.jsonl`, "utf8")).toContain("the model declined to describe the task");
});

test("a completion that is the person's own rest is dropped", async () => {
  const long = { ...person, code: `import math\n\n${program("first")}\n\n${program("second")}\n` };
  const chat = model("m", [], () => fenced(program("second")));
  expect(await generate([long], chat, ["complete"])).toMatchObject({ written: 0, dropped: 1 });
});

test("rows name the parameters that were sent, also where the operator set others", async () => {
  const chat = model("m", [], () => fenced(program("made")));
  await generate([person], chat, ["plain"]);
  const [own] = await rows();
  await rm(out);
  await generate([person], chat, ["plain"], { operator: { temperature: 0, seed: 5, topP: 0.9, maxTokens: 99 } });
  expect((await rows())[0]!.provenance).toMatchObject({
    ...{ temperature: 0, top_p: 0.9, max_tokens: 99 },
    seed: (own!.provenance.seed + 5) % 2 ** 31,
  });
});

test("who stops a run loses no answer that was there", async () => {
  const stop = new AbortController();
  const samples = [1, 2, 3, 4].map((number) => ({ ...person, id: `p${number}` }));
  const chat = model("m", [], (_, at) => {
    if (at === 1) stop.abort();
    return fenced(program(`mean_${at}`));
  });
  const parser = await openSyntaxParser();
  const journal = await openRowJournal(out);
  const settings = { chats: [chat], styles: ["plain"] as const, parser, journal, temperature: 0.8, seed: 1 };
  const more = { licence: "MIT", atOnce: 2, now: () => "2026-11-21T12:00:00.000Z" };
  const summary = await generateSamples(samples, { ...settings, ...more }, { signal: stop.signal });
  await journal.close();
  parser.close();
  expect(summary.written).toBe(2);
  expect(await rows()).toHaveLength(2);
});
