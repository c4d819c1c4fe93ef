/** One server-sent event. */
export interface WireEvent {
  readonly type: string;
  /** Becomes JSON. */
  readonly data: object;
  /** From which a reader that was cut off goes on. */
  readonly id?: number;
}

interface EventOptions {
  /** Called once, also when its reader goes away: what the generator waits for must end then. */
  readonly onEnd: () => void;
  /** Milliseconds after which a browser that was cut off asks again. */
  readonly retryMs?: number;
}

/** Proxies end a connection on which nothing comes for a minute. */
const heartbeatMs = 15_000;

/** A stream of events (HTML Living Standard, section 9.2) that ends with the generator. */
export function eventResponse(events: AsyncGenerator<WireEvent, void>, { onEnd, retryMs }: EventOptions): Response {
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearInterval(timer);
    onEnd();
  };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (retryMs !== undefined) controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
    },
    // Asked for only when the reader has taken what came before: a slow one does not fill the memory.
    pull: async (controller) => {
      timer ??= setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
      }, heartbeatMs);
      try {
        const next = await events.next();
        if (next.done !== true) return controller.enqueue(encoder.encode(toText(next.value)));
        end();
        controller.close();
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel: () => {
      end();
      // What it waits for has just been called off.
      void events.return().catch(() => {});
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      // nginx would hold the events back.
      "x-accel-buffering": "no",
    },
  });
}

const toText = ({ type, data, id }: WireEvent): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
