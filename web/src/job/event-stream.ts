/** One server-sent event. */
export interface ServerEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** The server says something every 15 s; a proxy that holds back what it says must not look like a quiet job. */
const longestSilenceMs = 35_000;

/**
 * Reads the events of a stream (HTML Living Standard, section 9.2.6). By hand, because EventSource cannot carry a key.
 * @throws {Error} when nothing comes for too long, or what `fetch` throws when the connection breaks
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) return;
      text += value;
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function withinSilence<Value>(read: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("The events of the job have fallen silent.")), longestSilenceMs);
  return Promise.race([read, promise]).finally(() => clearTimeout(timer));
}

/** Undefined for comments and for what has no data. */
function parseEvent(block: string): ServerEvent | undefined {
  let [id, type, data] = ["", "message", ""];
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ""] = /^([a-z]+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === "id") id = value;
    else if (name === "event") type = value;
    else if (name === "data") data += data === "" ? value : `\n${value}`;
  }
  return data === "" ? undefined : { id, type, data };
}
