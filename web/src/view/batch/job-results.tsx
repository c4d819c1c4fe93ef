import { Anchor, EmptyState, Stack } from "@mantine/core";
import { useDeferredValue, useMemo } from "react";
import { filesIn, filterFiles } from "../../job/filter-files.ts";
import type { JobNews } from "../../job/follow-job.ts";
import { rollUp } from "../../job/folder-roll-up.ts";
import { sortFiles } from "../../job/sort-files.ts";
import { english } from "../../text/english.ts";
import { FilePanel } from "./file-panel.tsx";
import { FolderTree } from "./folder-tree.tsx";
import { JobFilters } from "./job-filters.tsx";
import styles from "./job-results.module.css";
import { ResultTable } from "./result-table.tsx";
import { useJobQuery } from "./use-job-query.ts";

const { job: text } = english;
const noFilter = { path: "", outcomes: [], languages: [], folder: "" };

/** The files of a batch: filter, folders with their sums, table, and the file that is open. */
export function JobResults({ news: { job, files } }: { readonly news: JobNews }) {
  const [query, change] = useJobQuery();
  const { path, outcomes, languages, folder, sort, isDescending, file } = useDeferredValue(query);
  const filtered = useMemo(() => filterFiles(files, { path, outcomes, languages }), [files, path, outcomes, languages]);
  const tree = useMemo(() => rollUp(filtered), [filtered]);
  const shown = useMemo(() => {
    const inFolder = filesIn(filtered, folder);
    return sort === undefined ? inFolder : sortFiles(inFolder, sort, isDescending);
  }, [filtered, folder, sort, isDescending]);
  const open = file === undefined ? undefined : files[file];
  const hasFolders = files.some((one) => one.path.includes("/"));
  return (
    <Stack gap="sm">
      <JobFilters files={files} shown={shown.length} query={query} onChange={change} />
      <div className={styles["results"]} data-tree={hasFolders || undefined}>
        {hasFolders && <FolderTree tree={tree} selected={folder} onSelect={(chosen) => change({ folder: chosen })} />}
        {shown.length === 0 ? (
          <EmptyState
            title={files.length === 0 ? text.noFiles : text.noMatch}
            description={
              files.length > 0 && (
                <Anchor component="button" onClick={() => change(noFilter)}>
                  {text.clear}
                </Anchor>
              )
            }
          />
        ) : (
          <ResultTable
            files={shown}
            sort={sort}
            isDescending={isDescending}
            open={file}
            onSort={(column, descending) => change({ sort: column, isDescending: descending })}
            onOpen={(position) => change({ file: position })}
          />
        )}
      </div>
      <FilePanel job={job} file={open} shown={shown} onOpen={(position) => change({ file: position })} />
    </Stack>
  );
}
