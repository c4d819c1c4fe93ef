import type { Kysely } from "kysely";
import type { JobEvent } from "../job.ts";
import { watchJob } from "../job/watch-job.ts";
import { Problem } from "../problem.ts";
import { toWireFile, toWireJob } from "../schema/job.ts";
import type { Tables } from "../storage/tables.ts";
import { eventResponse, type WireEvent } from "./event-response.ts";

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
    let isRead = false;
    const onEnd = (): void => {
      gone.abort();
      if (isRead) streams--;
      isRead = false;
    };
    return eventResponse(read(), { onEnd, retryMs });

    /** Of a reader that asked for the headers alone nothing begins here. */
    async function* read(): AsyncGenerator<WireEvent, void> {
      streams++;
      isRead = true;
      try {
        for await (const event of events) yield toWire(event);
      } catch {
        // Where the database has gone the stream ends without the event `end`, and its reader asks again.
      }
    }
  };
}

function toWire(event: JobEvent): WireEvent {
  const data = event.type === "file" ? toWireFile(event.file) : toWireJob(event.job);
  return { id: event.number, type: event.type, data };
}
