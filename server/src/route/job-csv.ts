import type { Kysely } from "kysely";
import { listFiles } from "../job/job-files.ts";
import { csvHead, toCsvRow } from "../job/results-csv.ts";
import type { Tables } from "../storage/tables.ts";

const pageFiles = 500;

interface CsvReader {
  /** Fires when the reader has gone. */
  readonly signal: AbortSignal;
  /** Ends the connection in the middle: a file that lacks rows must not look whole. */
  readonly cut: () => void;
}

/** All files of a job as CSV, a page of them in memory. */
export function streamCsv(db: Kysely<Tables>, id: string, { signal, cut }: CsvReader): Response {
  const encoder = new TextEncoder();
  let after = -1;
  const readPage = async () =>
    listFiles(db, id, { after, limit: pageFiles }).catch(() => {
      cut();
      // In place of what the database says, which would go to the reader.
      throw new Error("The results could not be read to their end.");
    });
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvHead)),
    pull: async (controller) => {
      const files = signal.aborted ? [] : await readPage();
      const last = files.at(-1);
      if (last === undefined) return controller.close();
      after = last.position;
      controller.enqueue(encoder.encode(files.map(toCsvRow).join("")));
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="whowrote-${id}.csv"`,
    },
  });
}
