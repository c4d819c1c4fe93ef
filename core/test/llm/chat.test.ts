import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ChatError } from "../../src/llm/chat-error.ts";
import type { ChatAnswer } from "../../src/llm/chat.ts";
import { createChat } from "../../src/llm/create-chat.ts";
import { createKeyPool } from "../../src/llm/create-key-pool.ts";
import { usualLimits } from "../../src/llm/key-state.ts";
import { readLlmSettings } from "../../src/llm/read-settings.ts";
import { SecretKey } from "../../src/llm/secret-key.ts";
import { describeError } from "../../src/node/describe-error.ts";
import { createPatientFetch } from "../../src/node/llm/patient-fetch.ts";
import { findFreePort } from "./find-free-port.ts";
import { createFastClock, openChat } from "./open-chat.ts";
import {
  sendEnd,
  sendJson,
  sendPiece,
  sendText,
  serveScript,
  type Answer,
  type ScriptedServer,
} from "./scripted-server.ts";

const code = "def secret_plan(): pass";
const hello = { messages: [{ role: "user", text: code }] } as const;
const keys = { GROQ_API_KEY_1: "gsk_aaaaaaaaaaaaaaaaAAAA", GROQ_API_KEY_2: "gsk_bbbbbbbbbbbbbbbbBBBB" } as const;
const bearer = (at: 1 | 2): string => `Bearer ${keys[`GROQ_API_KEY_${at}`]}`;
const sentWith = ({ seen }: ScriptedServer) => seen.map(({ headers }) => headers.authorization);

async function failure(promise: Promise<unknown>): Promise<ChatError> {
  const error = await promise.then(
    () => new Error("no error"),
    (caught: unknown) => caught,
  );
  if (!(error instanceof ChatError)) throw error;
  return error;
}

async function readAll(stream: AsyncGenerator<string, ChatAnswer, undefined>): Promise<[string[], ChatAnswer]> {
  const pieces: string[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return [pieces, next.value];
    pieces.push(next.value);
  }
}

describe("a chat", () => {
  test("asks the model as the settings say and gives its answer with its costs", async () => {
    const server = await serveScript((response) => sendText(response, "<think>hm</think>\n\nan answer"));
    const { chat } = openChat(server.url, { ...keys, WHOWROTE_LLM_TEMPERATURE: "0.9", WHOWROTE_LLM_SEED: "7" });
    const answer = await chat.complete({
      messages: [
        { role: "system", text: "be brief" },
        { role: "user", text: "hello" },
        { role: "assistant", text: "hi" },
        { role: "user", text: "go on" },
      ],
      temperature: 0.2,
      maxTokens: 50,
      stop: ["END"],
    });
    expect(answer).toEqual({
      text: "an answer",
      finishReason: "stop",
      usage: { inputTokens: 3, outputTokens: 4 },
      model: "the-model",
      elapsedMs: expect.any(Number) as number,
    });
    expect(server.seen[0]).toMatchObject({
      path: "/v1/chat/completions",
      headers: { authorization: bearer(1) },
      body: {
        model: "llama-3.3-70b-versatile",
        temperature: 0.9,
        seed: 7,
        max_tokens: 50,
        stop: ["END"],
        messages: [
          { role: "system", content: "be brief" },
          { role: "user", content: "hello" },
          { role: "assistant", content: "hi" },
          { role: "user", content: "go on" },
        ],
      },
    });
  });

  test("an error without end is read as far as it is looked at, and leaves the key free", async () => {
    const server = await serveScript((response) => {
      response.writeHead(404, { "content-type": "application/json" });
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(60_000)));
      };
      response.on("drain", more);
      more();
    });
    const { chat, pool } = openChat(server.url, keys);
    expect((await failure(chat.complete(hello))).code).toBe("refused");
    expect(pool.snapshot().map(({ state, underWay }) => [state, underWay])).toEqual([
      ["free", 0],
      ["free", 0],
    ]);
  });

  test("numbered requests keep apart where the operator set a seed", async () => {
    const server = await serveScript((response) => sendText(response, "an answer"));
    const { chat } = openChat(server.url, { ...keys, WHOWROTE_LLM_SEED: "2147483647" });
    for (const seed of [1, 2]) await chat.complete({ ...hello, seed });
    expect(server.seen.map(({ body }) => body["seed"])).toEqual([0, 1]);
  });

  test("streams the answer piece by piece, and ends with the whole", async () => {
    const server = await serveScript((response) => {
      for (const piece of ["<think>", "hm</think>", "\n\none ", "two"]) sendPiece(response, piece);
      sendEnd(response);
    });
    const [pieces, answer] = await readAll(openChat(server.url, keys).chat.stream(hello));
    expect(pieces).toEqual(["one ", "two"]);
    expect(answer).toMatchObject({
      text: "one two",
      finishReason: "length",
      usage: { inputTokens: 3, outputTokens: 4 },
    });
    expect(server.seen[0]!.body).toMatchObject({ stream: true });
  });

  test("asks for JSON, with a schema where the provider takes one", async () => {
    const server = await serveScript((response) => sendText(response, "{}"));
    const json = { name: "task", schema: { type: "object", properties: {} } };
    await openChat(server.url, keys).chat.complete({ ...hello, json });
    await openChat(server.url, { WHOWROTE_LLM_PROVIDER: "vllm", WHOWROTE_LLM_MODEL: "m" }).chat.complete({
      ...hello,
      json,
    });
    expect(server.seen.map(({ body }) => body["response_format"])).toMatchObject([
      { type: "json_object" },
      { type: "json_schema", json_schema: { name: "task", schema: json.schema } },
    ]);
  });

  test("spreads calls over the keys", async () => {
    const server = await serveScript((response) => sendText(response, "ok"));
    const { chat } = openChat(server.url, keys);
    for (let call = 0; call < 4; call++) await chat.complete(hello);
    expect(sentWith(server)).toEqual([bearer(1), bearer(2), bearer(1), bearer(2)]);
  });

  test("never asks with the other use's keys", async () => {
    const server = await serveScript((response) => sendText(response, "ok"));
    const error = await failure(openChat(server.url, keys, "explaining").chat.complete(hello));
    expect(error).toMatchObject({ code: "no-key", message: expect.stringContaining("GROQ_API_KEY_21-33") as string });
    expect(server.seen).toHaveLength(0);
  });
});

describe("after a refusal a chat", () => {
  test("asks again with another key, and cools the first for the stated time", async () => {
    const server = await serveScript((response, _, count) =>
      count === 0
        ? sendJson(response, 429, { error: { message: "Please try again in 1m2.5s." } })
        : sendText(response, "ok"),
    );
    const { chat, pool } = openChat(server.url, keys);
    expect((await chat.complete(hello)).text).toBe("ok");
    expect(sentWith(server)).toEqual([bearer(1), bearer(2)]);
    expect(pool.snapshot()).toMatchObject([
      { masked: "gsk_…AAAA", state: "cooling", counts: { refused: 1 } },
      { masked: "gsk_…BBBB", state: "free", counts: { answered: 1 } },
    ]);
  });

  test("waits for the only key to cool", async () => {
    const server = await serveScript((response, _, count) =>
      count < 2 ? sendJson(response, 429, {}, { "retry-after": "20" }) : sendText(response, "ok"),
    );
    const { chat } = openChat(server.url, { GROQ_API_KEY: "gsk_only-one-key-here" });
    expect((await chat.complete(hello)).elapsedMs).toBeGreaterThanOrEqual(40_000);
  });

  test("says when the next key is free where that is too long to wait", async () => {
    const server = await serveScript((response) =>
      sendJson(response, 429, { error: { message: "on tokens per minute (TPM). try again in 5m0s" } }),
    );
    const error = await failure(openChat(server.url, keys).chat.complete(hello));
    expect(error.code).toBe("no-free-key");
    expect(error.message).toMatch(/the next is at \d{4}-.*limit of tokens a minute/);
    expect(error.retryAt! - Date.now()).toBeGreaterThan(200_000);
    expect(server.seen).toHaveLength(2);
  });

  test("gives up when limits go on for longer than it may wait, though keys come free in between", async () => {
    const server = await serveScript((response) => sendJson(response, 429, { error: { message: "try again in 1ms" } }));
    const error = await failure(openChat(server.url, { ...keys, WHOWROTE_LLM_WAIT: "20" }).chat.complete(hello));
    expect(error).toMatchObject({ code: "no-free-key", status: 429 });
  });

  test("burns a key that is used up for the day, void or restricted, and uses the rest", async () => {
    const refusals = [
      [429, "on tokens per day (TPD)"],
      [401, "invalid"],
      [400, "organization_restricted"],
    ] as const;
    const server = await serveScript((response, _, count) =>
      count < 3
        ? sendJson(response, refusals[count]![0], {
            error: { message: refusals[count]![1], code: refusals[count]![1] },
          })
        : sendText(response, "ok"),
    );
    const { chat, pool } = openChat(server.url, { WHOWROTE_LLM_KEYS: "one-key,two-key,three-key,four-key" });
    expect((await chat.complete(hello)).text).toBe("ok");
    expect((await chat.complete(hello)).text).toBe("ok");
    expect(server.seen).toHaveLength(5);
    const [day, unknown, restricted] = pool.snapshot();
    expect(day).toMatchObject({ state: "burned", reason: expect.stringContaining("midnight UTC") as string });
    expect(day!.until! % 86_400_000).toBe(0);
    expect([unknown!.until, restricted!.until]).toEqual([Infinity, Infinity]);
    expect(restricted!.reason).toBe("the organization of this key is restricted");
  });

  test("has no key left when all are void", async () => {
    const server = await serveScript((response) => sendJson(response, 401, {}));
    const error = await failure(openChat(server.url, keys).chat.complete(hello));
    expect(error).toMatchObject({
      code: "no-key",
      message: expect.stringContaining("does not know this key") as string,
    });
    expect(server.seen).toHaveLength(2);
  });

  test("gives up at once where the request itself is wrong, in the provider's words", async () => {
    const server = await serveScript((response) =>
      sendJson(response, 404, {
        error: { message: 'The model "x" does not exist.\nAsked with gsk_aaaaaaaaaaaaaaaaAAAA' },
      }),
    );
    const error = await failure(openChat(server.url, keys).chat.complete(hello));
    expect(error).toMatchObject({ code: "refused", status: 404 });
    expect(error.message).toContain('The model "x" does not exist. Asked with gsk_…AAAA');
    expect(server.seen).toHaveLength(1);
  });

  test("follows no redirect, which would carry the key elsewhere", async () => {
    const server = await serveScript((response) => response.writeHead(307, { location: "http://127.0.0.1:1/" }).end());
    const error = await failure(openChat(server.url, keys).chat.complete(hello));
    expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("redirects (307)") as string });
    expect(server.seen).toHaveLength(1);
  });
});

describe("after a failure a chat", () => {
  const dropped: Answer = (response) => response.destroy();
  const cut: Answer = (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"id":', () => response.destroy());
  };

  test.each([
    ["a lost connection", dropped],
    ["an answer that breaks off", cut],
    ["an error over there", ((response) => sendJson(response, 503, {})) satisfies Answer],
  ] as const)("asks again: %s", async (_, fail) => {
    const server = await serveScript((response, request, count) =>
      count === 0 ? fail(response, request, count) : sendText(response, "ok"),
    );
    const { chat, pool } = openChat(server.url, keys);
    expect((await chat.complete(hello)).text).toBe("ok");
    expect(sentWith(server)).toEqual([bearer(1), bearer(2)]);
    expect(pool.snapshot()[0]).toMatchObject({ counts: { failed: 1 } });
  });

  test("gives up after four attempts", async () => {
    const server = await serveScript((response) => sendJson(response, 500, {}));
    const error = await failure(openChat(server.url, keys).chat.complete(hello));
    expect(error).toMatchObject({ code: "failed", status: 500 });
    expect(server.seen).toHaveLength(4);
  });

  test("says what to start where nobody listens on one's own machine, at once", async () => {
    const { chat, pool } = openChat(`http://127.0.0.1:${await findFreePort()}/v1`, {
      WHOWROTE_LLM_PROVIDER: "ollama",
      WHOWROTE_LLM_MODEL: "m",
    });
    const error = await failure(chat.complete(hello));
    expect(error.message).toContain("Is Ollama running there?");
    expect(describeError(error)).toContain("ECONNREFUSED");
    expect(pool.snapshot()).toMatchObject([{ counts: { requests: 1 } }]);
  });

  test("ends when the answer takes longer than it may", async () => {
    const server = await serveScript(() => {});
    const { chat } = openChat(server.url, { ...keys, WHOWROTE_LLM_TIMEOUT: "10" });
    expect(await failure(chat.complete(hello))).toMatchObject({
      code: "failed",
      message: expect.stringContaining("gave no answer in 10 s") as string,
    });
  });

  test("says that it took too long, not that its key rests after it", async () => {
    const server = await serveScript(() => {});
    const { chat, pool } = openChat(server.url, {
      WHOWROTE_LLM_PROVIDER: "ollama",
      WHOWROTE_LLM_MODEL: "m",
      WHOWROTE_LLM_TIMEOUT: "10",
      WHOWROTE_LLM_WAIT: "1",
    });
    expect(await failure(chat.complete(hello))).toMatchObject({
      code: "failed",
      message: expect.stringContaining("gave no answer in 10 s. Give it longer with WHOWROTE_LLM_TIMEOUT") as string,
    });
    expect(pool.snapshot()).toMatchObject([{ counts: { requests: 1 } }]);
    // Who comes next was never there: why it may not ask is news.
    expect((await failure(chat.complete(hello))).message).toMatch(
      /left alone until .* \(no answer in 10 s\)\. Try again/,
    );
  });

  test("says so in the middle of a stream", async () => {
    const server = await serveScript((response) => {
      sendPiece(response, "one ");
      setTimeout(() => response.destroy(), 20);
    });
    const { chat, pool } = openChat(server.url, keys);
    expect((await failure(readAll(chat.stream(hello)))).code).toBe("failed");
    expect(pool.snapshot()[0]).toMatchObject({ underWay: 0, counts: { failed: 1 } });
  });

  test("gives each piece of a stream the whole time", async () => {
    const server = await serveScript(async (response) => {
      for (const piece of ["one", "two", "three", "four"]) {
        sendPiece(response, piece);
        await new Promise((resolve) => void setTimeout(resolve, 450));
      }
      sendEnd(response);
    });
    const { chat } = openChat(server.url, { ...keys, WHOWROTE_LLM_TIMEOUT: "300" });
    expect((await readAll(chat.stream(hello)))[1].text).toBe("onetwothreefour");
  });

  test("does not take a page for an answer", async () => {
    const server = await serveScript((response) => response.writeHead(200).end(`<html>${code}</html>`));
    expect((await failure(openChat(server.url, keys).chat.complete(hello))).code).toBe("unreadable");
  });
});

describe("a chat that is ended", () => {
  test("throws the signal's reason and gives its key back", async () => {
    const stop = new AbortController();
    const server = await serveScript(() => stop.abort(new Error("enough")));
    const { chat, pool } = openChat(server.url, keys);
    await expect(chat.complete(hello, { signal: stop.signal })).rejects.toThrow("enough");
    expect(pool.snapshot()[0]).toMatchObject({ state: "free", underWay: 0, counts: { failed: 0 } });
  });

  test("while it waits for a key leaves the queue", async () => {
    const stop = new AbortController();
    const server = await serveScript((response) => {
      sendJson(response, 429, {}, { "retry-after": "170" });
      setTimeout(() => stop.abort(new Error("enough")), 30);
    });
    const { chat, pool } = openChat(server.url, { GROQ_API_KEY: "gsk_only-one-key-here" });
    await expect(chat.complete(hello, { signal: stop.signal })).rejects.toThrow("enough");
    expect(pool.waiting()).toBe(0);
  });

  test("by its reader closes the stream over there", async () => {
    let isClosed: Promise<unknown> | undefined;
    const server = await serveScript((response) => {
      isClosed = new Promise((resolve) => void response.on("close", resolve));
      sendPiece(response, "one ");
    });
    const { chat, pool } = openChat(server.url, keys);
    for await (const piece of chat.stream(hello)) {
      expect(piece).toBe("one ");
      break;
    }
    await isClosed;
    expect(pool.snapshot()[0]).toMatchObject({ underWay: 0 });
  });
});

describe("every provider", () => {
  test("gets the key in its own header, and no other", async () => {
    const server = await serveScript((response, { path }) => {
      if (path.includes(":generateContent"))
        return sendJson(response, 200, {
          candidates: [{ content: { role: "model", parts: [{ text: "ok" }] }, finishReason: "STOP" }],
        });
      if (path.endsWith("/messages"))
        return sendJson(response, 200, {
          type: "message",
          id: "1",
          model: "m",
          role: "assistant",
          content: [{ type: "text", text: "ok" }],
          stop_reason: "end_turn",
          usage: { input_tokens: 1, output_tokens: 1 },
        });
      return sendText(response, "ok");
    });
    const ask = async (provider: string, variable: string, url = server.url): Promise<unknown> => {
      const variables = {
        WHOWROTE_LLM_PROVIDER: provider,
        WHOWROTE_LLM_MODEL: "m",
        [variable]: `key-of-${provider}-here`,
      };
      const { text } = await openChat(url, variables).chat.complete({ ...hello, maxTokens: 9 });
      expect(text).toBe("ok");
      const { headers, path } = server.seen.at(-1)!;
      const own = Object.entries(headers).filter(([, value]) => String(value).includes("key-of"));
      return [path, Object.fromEntries(own), headers.authorization];
    };
    expect(await ask("anthropic", "ANTHROPIC_API_KEY")).toEqual([
      "/v1/messages",
      { "x-api-key": "key-of-anthropic-here" },
      undefined,
    ]);
    expect(await ask("google", "GEMINI_API_KEY")).toEqual([
      "/v1/models/m:generateContent",
      { "x-goog-api-key": "key-of-google-here" },
      undefined,
    ]);
    const old = `${server.url.replace("/v1", "/openai/deployments/d")}?api-version=2024-10-21`;
    expect(await ask("azure", "AZURE_API_KEY", old)).toEqual([
      "/openai/deployments/d/chat/completions?api-version=2024-10-21",
      { "api-key": "key-of-azure-here" },
      undefined,
    ]);
    expect(server.seen.at(-1)!.body).toMatchObject({ max_completion_tokens: 9 });
  });

  test("streams in its own form", async () => {
    const send = (response: Parameters<Answer>[0], events: readonly object[]): unknown =>
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""));
    const server = await serveScript((response, { path }) =>
      path.endsWith("/messages")
        ? send(response, [
            {
              type: "message_start",
              message: {
                id: "1",
                model: "m",
                role: "assistant",
                content: [],
                usage: { input_tokens: 5, output_tokens: 1 },
              },
            },
            { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
            { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "one " } },
            { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "two" } },
            { type: "content_block_stop", index: 0 },
            { type: "message_delta", delta: { stop_reason: "max_tokens" }, usage: { output_tokens: 9 } },
            { type: "message_stop" },
          ])
        : send(response, [
            { candidates: [{ content: { role: "model", parts: [{ text: "one " }] } }] },
            {
              candidates: [{ content: { role: "model", parts: [{ text: "two" }] }, finishReason: "MAX_TOKENS" }],
              usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 9, totalTokenCount: 14 },
            },
          ]),
    );
    for (const [provider, variable] of [
      ["anthropic", "ANTHROPIC_API_KEY"],
      ["google", "GEMINI_API_KEY"],
    ] as const) {
      const variables = { WHOWROTE_LLM_PROVIDER: provider, WHOWROTE_LLM_MODEL: "m", [variable]: "a-key-that-is-long" };
      const [pieces, answer] = await readAll(openChat(server.url, variables).chat.stream(hello));
      expect(pieces).toEqual(["one ", "two"]);
      expect(answer).toMatchObject({ finishReason: "length", usage: { inputTokens: 5, outputTokens: 9 } });
    }
  });

  test("on one's own machine is asked four things at a time, and no time-out runs for those that wait", async () => {
    let underWay = 0;
    let most = 0;
    const server = await serveScript((response) => {
      most = Math.max(most, ++underWay);
      setTimeout(() => {
        underWay--;
        sendText(response, "ok");
      }, 150);
    });
    // The last of 40 waits longer than its time-out: 200 s are one second here.
    const { chat } = openChat(server.url, {
      WHOWROTE_LLM_PROVIDER: "ollama",
      WHOWROTE_LLM_MODEL: "m",
      WHOWROTE_LLM_TIMEOUT: "200",
    });
    const answers = await Promise.all(Array.from({ length: 40 }, async () => chat.complete(hello)));
    expect(answers.map(({ text }) => text)).toEqual(answers.map(() => "ok"));
    expect(most).toBe(4);
  });

  test("on one's own machine gets no key where none is set", async () => {
    const server = await serveScript((response) => sendText(response, "ok"));
    await openChat(server.url, { WHOWROTE_LLM_PROVIDER: "llama-cpp", WHOWROTE_LLM_MODEL: "m" }).chat.complete(hello);
    expect(server.seen[0]!.headers.authorization).toBeUndefined();
  });
});

test("a key that no header can carry is in no error either", async () => {
  const key = new SecretKey("gsk_aaaaaaaaaaaa\naaaaAAAA");
  const clock = createFastClock(200);
  const keysOfOne = [{ name: "one", key, uses: new Set(["rewriting"] as const) }];
  const pool = createKeyPool({
    keys: keysOfOne,
    limits: { ...usualLimits, rate: undefined },
    clock,
    howToSet: () => "",
  });
  const settings = readLlmSettings({});
  const chat = createChat({ settings, pool, use: "rewriting", fetch: createPatientFetch(), clock, random: () => 0 });
  const error = await failure(chat.complete(hello));
  expect(error.code).toBe("failed");
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain("aaaa");
});

test("no error holds a key or the code, however it is shown", async () => {
  const answers: Answer[] = [
    (response, { headers }) => sendJson(response, 400, { error: { message: `bad ${headers.authorization}` } }),
    (response, { headers }) => sendJson(response, 401, { error: { message: `bad ${headers.authorization}` } }),
    (response) => sendJson(response, 500, {}),
    (response) => response.destroy(),
    (response, { body }) => response.writeHead(200).end(JSON.stringify(body)),
  ];
  for (const answer of answers) {
    const server = await serveScript(answer);
    const { chat, pool } = openChat(server.url, keys);
    for (const ask of [async () => chat.complete(hello), async () => readAll(chat.stream(hello))]) {
      const error = await failure(ask());
      const shown = [
        inspect(error, { depth: Infinity, showHidden: true }),
        describeError(error),
        JSON.stringify(error),
        error.stack,
        inspect([chat, pool, pool.snapshot(), pool.records()], { depth: Infinity, showHidden: true }),
        JSON.stringify([pool.snapshot(), pool.records()]),
      ].join("\n");
      expect(shown).not.toContain("aaaaaaaa");
      expect(shown).not.toContain("bbbbbbbb");
      expect(shown).not.toContain("secret_plan");
    }
  }
});
