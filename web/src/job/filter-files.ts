import type { WireJobFile } from "@whowrote/server/schema/job";
import type { JobQuery } from "./job-query.ts";
import { outcomeOf } from "./outcome.ts";

type Filter = Pick<JobQuery, "path" | "outcomes" | "languages">;

/** The files that a filter lets through, in whatever folder. */
export function filterFiles(
  files: readonly WireJobFile[],
  { path, outcomes, languages }: Filter,
): readonly WireJobFile[] {
  const part = path.trim().toLowerCase();
  if (part === "" && outcomes.length === 0 && languages.length === 0) return files;
  return files.filter(
    (file) =>
      (part === "" || file.path.toLowerCase().includes(part)) &&
      (outcomes.length === 0 || outcomes.includes(outcomeOf(file))) &&
      (languages.length === 0 || languages.includes(file.language ?? "")),
  );
}

/** Those under a folder; all for "". */
export const filesIn = (files: readonly WireJobFile[], folder: string): readonly WireJobFile[] =>
  folder === "" ? files : files.filter(({ path }) => path.startsWith(`${folder}/`));
