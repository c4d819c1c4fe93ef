// Loaded with --import into a process that is measured: leaves the peak of its resident memory, in MB, in the file that
// WHOWROTE_PEAK_MEMORY names.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["WHOWROTE_PEAK_MEMORY"];
if (isMainThread && file !== undefined)
  process.on("exit", () => writeFileSync(file, `${process.resourceUsage().maxRSS / 1024}`));
