import { decode } from "whowrote/node/decode";
import { askWorker } from "./ask-worker.ts";
import type { UploadPlan } from "./plan-upload.ts";

/** What was sent, by job, until the page is left: the server keeps no code. */
const kept = new Map<string, Pick<UploadPlan, "way" | "files">>();

export function keepUpload(jobId: string, { way, files }: UploadPlan): void {
  kept.set(jobId, { way, files });
}

/** The text of a file of a job; null when this page does not have it, or it was changed since. */
export async function readUploaded(jobId: string, path: string, signal: AbortSignal): Promise<string | null> {
  const upload = kept.get(jobId);
  if (upload === undefined) return null;
  if (upload.way === "archive") {
    const archive = upload.files[0]!.file;
    return (await askWorker<"extract">({ kind: "extract", archive, path }, { signal })) ?? null;
  }
  const picked = upload.files.find((file) => file.path === path);
  if (picked === undefined) return null;
  const read = await picked.file.arrayBuffer().catch(() => undefined);
  return (read && decode(new Uint8Array(read))?.text) ?? null;
}
