import type { Kysely } from "kysely";
import type { JobEvent } from "../job.ts";
import { watchJob } from "../job/watch-job.ts";
import { Problem } from "../problem.ts";
import { toWireFile, toWireJob } from "../schema/job.ts";
import type { Tables } from "../storage/tables.ts";

/** Proxies end a connection on which nothing comes for a minute. */
const heartbeatMs = 15_000;
/** After which a browser that was cut off asks again. */
const retryMs = 2_000;

/** Each asks the database twice a second. */
const mostStreams = 100;

type StreamEvents = (id: string, after: number, signal: AbortSignal) => Response;

/**
 * Opens the events of a job, from the one after number `after` on, as a stream (HTML Living Standard, section 9.2). It ends with
 * the job, or when the signal fires.
 * @param most streams at a time; the next one throws a {@link Problem} 503
 */
export function createEventStreams(db: Kysely<Tables>, most = mostStreams): StreamEvents {
  let streams = 0;
  return (id, after, signal) => {
    if (streams >= most)
      throw new Problem(503, "Too many jobs are being watched. Ask again, or ask for the job itself now and then.", {
        title: "Too many streams",
        headers: { "retry-after": "5" },
      });
    const gone = new AbortController();
    const events = watchJob(db, id, after, AbortSignal.any([signal, gone.signal]));
    const encoder = new TextEncoder();
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      streams--;
    };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`)),
      // Asked for only when the reader has taken what came before: a slow one does not fill the memory, and of one that
      // asked for the headers alone nothing is left.
      pull: async (controller) => {
        if (timer === undefined) {
          streams++;
          timer = setInterval(() => {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
          }, heartbeatMs);
        }
        // Where the database has gone the stream ends without the event `end`, and its reader asks again.
        const next = await events.next().catch(() => undefined);
        if (next?.done === false) return controller.enqueue(encoder.encode(toText(next.value)));
        end();
        controller.close();
      },
      cancel: () => {
        end();
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
  };
}

function toText(event: JobEvent): string {
  const data = event.type === "file" ? toWireFile(event.file) : toWireJob(event.job);
  return `id: ${event.number}\nevent: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
