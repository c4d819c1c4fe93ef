import { expect, test } from "vitest";
import { ChatError } from "../../src/llm/chat-error.ts";
import type { Chat } from "../../src/llm/chat.ts";
import type { ProseEvent } from "../../src/prose.ts";
import { streamProse } from "../../src/prose/stream-prose.ts";
import { writeProse } from "../../src/prose/write-prose.ts";
import { explainedText, explanationOf } from "../explained-code.ts";
import { goodAnswer, scriptedChat } from "./scripted-chat.ts";

const request = { text: explainedText, explanation: explanationOf(), falsePositiveRate: 0.01 };
const good = { text: goodAnswer() };

const holding = (text: string): unknown => expect.stringContaining(text);

async function collect(events: AsyncIterable<ProseEvent>): Promise<ProseEvent[]> {
  const all: ProseEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("each detector that gave a score gets its prose, in their order", async () => {
  const { chat } = scriptedChat(() => good);
  const answers = await writeProse(chat, request);
  expect(answers.map(({ detector }) => detector)).toEqual(["stylometry", "lexical"]);
  expect(answers[0]).toMatchObject({ prose: { analysis: holding("line 3") } });
});

test("all detectors are asked at a time", async () => {
  let waiting = 0;
  const everybody = Promise.withResolvers<void>();
  const chat: Pick<Chat, "complete"> = {
    complete: async () => {
      if (++waiting === 2) everybody.resolve();
      await everybody.promise;
      return { ...good, finishReason: "stop", usage: { inputTokens: 1, outputTokens: 1 }, model: "m", elapsedMs: 1 };
    },
  };
  expect(await writeProse(chat, request)).toHaveLength(2);
});

test("a model that breaks a rule is told which, and asked once again", async () => {
  const { chat, asked } = scriptedChat((messages) =>
    messages.length > 2
      ? good
      : { text: goodAnswer({ analysis: "Ninety-nine lines of a hundred are alike: 77 % of them." }) },
  );
  const [first] = await writeProse(chat, request);
  expect(first).toHaveProperty("prose");
  expect(asked[2]!.at(-1)!.text).toContain("Your answer was not used: the number 77 % is not in the evidence");
});

test("what a model is told holds each number that its evidence has", async () => {
  const { chat, asked } = scriptedChat(() => good);
  await writeProse(chat, request);
  const [system, user] = asked[0]!;
  expect(system!.role).toBe("system");
  expect(user!.text).toContain("- Its own score is +1.25 in log-odds, which leans to AI.");
  expect(user!.text).toContain("VERDICT (given, not yours to change): ai");
});

test("when every call fails there is a reason for each detector", async () => {
  const { chat } = scriptedChat(() => new ChatError("no-free-key", "All keys rest for 9 minutes. Add keys, or wait."));
  expect(await writeProse(chat, request)).toEqual([
    { detector: "stylometry", dropped: "no answer: All keys rest for 9 minutes. Add keys, or wait" },
    { detector: "lexical", dropped: "no answer: All keys rest for 9 minutes. Add keys, or wait" },
  ]);
});

test("an error that is not the client's keeps its words to itself", async () => {
  const { chat } = scriptedChat(() => new TypeError("Authorization: Bearer gsk_secret"));
  expect(JSON.stringify(await writeProse(chat, request))).not.toContain("gsk_secret");
});

test("nothing is asked about a file that was not judged, nor about a detector that abstains", async () => {
  const { chat, asked } = scriptedChat(() => good);
  const unjudged = explanationOf({ probability: null, verdict: "uncertain", falseAlarmRate: null });
  expect(await writeProse(chat, { ...request, explanation: unjudged })).toEqual([]);
  const abstaining = explanationOf({ detectors: [{ detector: "lexical", score: null, abstains: "no words" }] });
  expect(await writeProse(chat, { ...request, explanation: abstaining })).toEqual([]);
  expect(asked).toEqual([]);
});

test("who stops the call gets the reason and no answer", async () => {
  const stop = new AbortController();
  const { chat } = scriptedChat(() => {
    stop.abort(new Error("the reader left"));
    return stop.signal.reason as Error;
  });
  await expect(writeProse(chat, request, { signal: stop.signal })).rejects.toThrow("the reader left");
  await expect(collect(streamProse(chat, request, { signal: stop.signal }))).rejects.toThrow("the reader left");
});

test("a stream gives the pieces of each detector in order and ends with the checked text", async () => {
  const { chat } = scriptedChat(() => good);
  const events = await collect(streamProse(chat, request));
  for (const detector of ["stylometry", "lexical"]) {
    const own = events.filter((event) => event.detector === detector);
    const pieces = own.flatMap((event) => (event.type === "delta" ? [event.text] : []));
    expect(pieces.join("")).toBe(good.text);
    expect(own.at(-1)).toMatchObject({ type: "done", prose: { understanding: holding("prices") } });
  }
  // The two come side by side, not one behind the other.
  expect(events.slice(0, 4).map(({ detector }) => detector)).toContain("lexical");
});

test("a stream says when it begins again, and why it gives up", async () => {
  const { chat } = scriptedChat(() => ({ text: goodAnswer({ verdict: "human" }) }));
  const events = await collect(streamProse(chat, request));
  const ends = events.filter(({ type, detector }) => type !== "delta" && detector === "lexical");
  expect(ends).toEqual([
    { detector: "lexical", type: "again", reason: "it names another verdict than ai" },
    { detector: "lexical", type: "dropped", reason: "the answer was not used: it names another verdict than ai" },
  ]);
});

test("a reader who leaves a stream ends the calls behind it", async () => {
  let open = 0;
  const chat: Pick<Chat, "stream"> = {
    async *stream() {
      open++;
      try {
        for (;;) {
          await Promise.resolve();
          yield "more ";
        }
      } finally {
        open--;
      }
    },
  };
  for await (const event of streamProse(chat, request)) if (event.type === "delta") break;
  // Ending a generator takes some turns of the queue.
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(open).toBe(0);
});
