import { expect, test } from "vitest";
import { readEvents } from "../../src/job/event-stream.ts";

async function eventsOf(...chunks: readonly Uint8Array[]) {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return Array.fromAsync(readEvents(body));
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("events are read whole however the bytes are cut", async () => {
  const stream = bytes(
    'retry: 2000\n\nid: 7\nevent: file\ndata: {"path":"ä\\n: b"}\n\n: still here\n\nid: 8\nevent: end\ndata: {}\n\n',
  );
  const whole = [
    { id: "7", type: "file", data: '{"path":"ä\\n: b"}' },
    { id: "8", type: "end", data: "{}" },
  ];
  expect(await eventsOf(stream)).toEqual(whole);
  expect(await eventsOf(...[...stream].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

test("an event that was cut off is not told", async () => {
  expect(await eventsOf(bytes("id: 1\nevent: file\ndata: {"))).toEqual([]);
});
