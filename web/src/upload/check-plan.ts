import { bytes } from "../format/bytes.ts";
import { count } from "../format/count.ts";
import { english } from "../text/english.ts";
import type { UploadPlan } from "./plan-upload.ts";
import type { UploadLimits } from "./upload-limits.ts";

const { limit } = english.batch;

/** Why the server would not take it, with the remedy; undefined when nothing is known to stand against it. */
export function checkPlan({ way, files, bytes: size }: UploadPlan, limits: UploadLimits): string | undefined {
  if (files.length === 0) return limit.nothing;
  if (way === "archive")
    return size > limits.archiveBytes ? limit.archive(bytes(size), bytes(limits.archiveBytes)) : undefined;
  if (files.length > limits.archiveFiles) return limit.files(count(files.length), count(limits.archiveFiles));
  return size > limits.unpackedBytes ? limit.unpacked(bytes(size), bytes(limits.unpackedBytes)) : undefined;
}
