import type { CreateReporter } from "../reporter.ts";
import { toJsonEntry } from "./json-entry.ts";

/** One object with `files` and `summary`, written as it grows. */
export const createJsonReporter: CreateReporter = ({ showSkipped }) => {
  let separator = "";
  return {
    begin: () => '{"files":[',
    file: (entry) => {
      if (entry.kind === "skipped" && !showSkipped) return "";
      const text = `${separator}\n${JSON.stringify(toJsonEntry(entry))}`;
      separator = ",";
      return text;
    },
    end: (summary) => `\n],"summary":${JSON.stringify({ ...summary, estimate: summary.estimate ?? null }, null, 2)}}\n`,
  };
};
