import type { CreateReporter } from "../reporter.ts";
import { toJsonEntry } from "./json-entry.ts";

/** One object a line, as soon as it is known: files judged and files in error, and with --show-skipped the others. */
export const createJsonlReporter: CreateReporter = ({ showSkipped }) => ({
  begin: () => "",
  file: (entry) => (entry.kind === "skipped" && !showSkipped ? "" : `${JSON.stringify(toJsonEntry(entry))}\n`),
  end: () => "",
});
