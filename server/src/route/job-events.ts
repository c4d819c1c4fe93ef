import type { Kysely } from "kysely";
import type { JobEvent } from "../job.ts";
import { watchJob } from "../job/watch-job.ts";
import { toWireFile, toWireJob } from "../schema/job.ts";
import type { Tables } from "../storage/tables.ts";

/** Proxies end a connection on which nothing comes for a minute. */
const heartbeatMs = 15_000;
/** After which a browser that was cut off asks again. */
const retryMs = 2_000;

/** The events of a job as a stream (HTML Living Standard, section 9.2). Ends with the job, or when the signal fires. */
export function streamEvents(db: Kysely<Tables>, id: string, after: number, signal: AbortSignal): Response {
  const gone = new AbortController();
  const events = watchJob(db, id, after, AbortSignal.any([signal, gone.signal]));
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const say = (text: string): void => controller.enqueue(encoder.encode(text));
      say(`retry: ${retryMs}\n\n`);
      timer = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) say(": still here\n\n");
      }, heartbeatMs);
    },
    // Asked for only when the reader has taken what came before: a slow one does not fill the memory.
    pull: async (controller) => {
      const next = await events.next();
      if (next.done !== true) return controller.enqueue(encoder.encode(toText(next.value)));
      clearInterval(timer);
      controller.close();
    },
    cancel: () => {
      clearInterval(timer);
      gone.abort();
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

function toText(event: JobEvent): string {
  const data = event.type === "file" ? toWireFile(event.file) : toWireJob(event.job);
  return `id: ${event.number}\nevent: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
