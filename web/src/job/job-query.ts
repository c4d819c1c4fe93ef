import { type Outcome, outcomes } from "./outcome.ts";
import { type SortColumn, sortColumns } from "./sort-files.ts";

/** What of a job is shown, as it stands in the query string of the page. */
export interface JobQuery {
  /** Part of a path, in whatever case. */
  readonly path: string;
  /** Only these; all where empty. */
  readonly outcomes: readonly Outcome[];
  readonly languages: readonly string[];
  /** Files under it, a path without a slash at its end; "" for all. */
  readonly folder: string;
  /** By position where left out. */
  readonly sort: SortColumn | undefined;
  readonly isDescending: boolean;
  /** Position of the file that is open. */
  readonly file: number | undefined;
}

export function readJobQuery(parameters: URLSearchParams): JobQuery {
  const sort = parameters.get("sort") ?? "";
  const file = Number(parameters.get("file") ?? Number.NaN);
  return {
    path: parameters.get("path") ?? "",
    outcomes: outcomes.filter((outcome) => listOf(parameters, "show").includes(outcome)),
    languages: listOf(parameters, "language"),
    folder: parameters.get("folder") ?? "",
    sort: sortColumns.find((column) => column === sort.replace(/^-/, "")),
    isDescending: sort.startsWith("-"),
    file: Number.isInteger(file) && file >= 0 ? file : undefined,
  };
}

/** The query string for a query; what is as usual stands not in it. */
export function writeJobQuery({ path, folder, sort, isDescending, file, ...lists }: JobQuery): URLSearchParams {
  const entries = {
    path,
    show: lists.outcomes.join(","),
    language: lists.languages.join(","),
    folder,
    sort: sort === undefined ? "" : `${isDescending ? "-" : ""}${sort}`,
    file: file === undefined ? "" : String(file),
  };
  return new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""));
}

const listOf = (parameters: URLSearchParams, name: string): readonly string[] =>
  (parameters.get(name) ?? "").split(",").filter(Boolean);
