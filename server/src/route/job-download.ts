import type { Kysely } from "kysely";
import type { JobFile } from "../job.ts";
import { listFiles } from "../job/job-files.ts";
import { csvHead, toCsvRow } from "../job/results-csv.ts";
import { toWireFile } from "../schema/job.ts";
import type { Tables } from "../storage/tables.ts";

const pageFiles = 500;

interface DownloadForm {
  readonly type: string;
  readonly head: string;
  readonly toRow: (file: JobFile) => string;
}

/** All files of a job at once. */
export const downloadForms = {
  csv: { type: "text/csv; charset=utf-8; header=present", head: csvHead, toRow: toCsvRow },
  jsonl: { type: "application/jsonl", head: "", toRow: (file) => `${JSON.stringify(toWireFile(file))}\n` },
} satisfies Readonly<Record<string, DownloadForm>>;

export type DownloadFormId = keyof typeof downloadForms;

interface Reader {
  /** Fires when the reader has gone. */
  readonly signal: AbortSignal;
  /** Ends the connection in the middle: a file that lacks rows must not look whole. */
  readonly cut: () => void;
}

/** Streams all files of a job, a page of them in memory. */
export function streamFiles(db: Kysely<Tables>, id: string, form: DownloadFormId, { signal, cut }: Reader): Response {
  const { type, head, toRow } = downloadForms[form];
  const encoder = new TextEncoder();
  let after = -1;
  const readPage = async () =>
    listFiles(db, id, { after, limit: pageFiles }).catch(() => {
      cut();
      // In place of what the database says, which would go to the reader.
      throw new Error("The results could not be read to their end.");
    });
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull: async (controller) => {
      const files = signal.aborted ? [] : await readPage();
      const last = files.at(-1);
      if (last === undefined) return controller.close();
      after = last.position;
      controller.enqueue(encoder.encode(files.map(toRow).join("")));
    },
  });
  return new Response(body, {
    headers: { "content-type": type, "content-disposition": `attachment; filename="whowrote-${id}.${form}"` },
  });
}
