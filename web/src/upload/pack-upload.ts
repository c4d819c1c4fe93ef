import { bytes } from "../format/bytes.ts";
import { english } from "../text/english.ts";
import { askWorker } from "./ask-worker.ts";
import type { UploadOptions, UploadPlan } from "./plan-upload.ts";
import type { UploadLimits } from "./upload-limits.ts";

/** What goes over the wire. */
export type UploadBody =
  | { readonly kind: "json"; readonly text: Blob }
  | { readonly kind: "form"; readonly form: FormData };

interface PackOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/** Reads and packs what a plan sends. @throws {Error} when it is more than the server takes */
export async function packUpload(
  plan: UploadPlan,
  options: UploadOptions,
  limits: UploadLimits,
  work: PackOptions,
): Promise<UploadBody> {
  const wireOptions = toWire(options);
  if (plan.way === "archive") return toForm(plan.files[0]!.file, wireOptions);
  if (plan.way === "json") {
    const files = await askWorker<"read">({ kind: "read", files: plan.files }, work);
    const text = new Blob([JSON.stringify({ files, ...wireOptions })], { type: "application/json" });
    if (text.size <= limits.bodyBytes) return { kind: "json", text };
  }
  const zip = await askWorker<"zip">({ kind: "zip", files: [...plan.rules, ...plan.files] }, work);
  if (zip.size > limits.archiveBytes)
    throw new Error(english.batch.limit.packed(bytes(zip.size), bytes(limits.archiveBytes)));
  return toForm(zip, wireOptions);
}

type WireOptions = ReturnType<typeof toWire>;

const toWire = ({ falsePositiveRate, languages, all }: UploadOptions) => ({
  ...(falsePositiveRate !== undefined && { false_positive_rate: falsePositiveRate }),
  ...(languages.length > 0 && { languages }),
  ...(all && { all }),
});

function toForm(archive: Blob, options: WireOptions): UploadBody {
  const form = new FormData();
  form.append("options", JSON.stringify(options));
  form.append("files", archive, "upload");
  return { kind: "form", form };
}
