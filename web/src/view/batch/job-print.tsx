import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { count } from "../../format/count.ts";
import { momentOf } from "../../format/date.ts";
import { fileCells } from "../../job/file-cells.ts";
import { filesIn, filterFiles } from "../../job/filter-files.ts";
import type { JobNews } from "../../job/follow-job.ts";
import { jobFacts } from "../../job/job-facts.ts";
import { countOutcomes } from "../../job/outcome.ts";
import type { ShareEstimate } from "../../job/share-estimate.ts";
import { sortFiles } from "../../job/sort-files.ts";
import { summarySentences } from "../../job/summary-sentences.ts";
import { useUsualRate } from "./use-usual-rate.ts";
import { english } from "../../text/english.ts";
import styles from "./job-print.module.css";
import { useJobQuery } from "./use-job-query.ts";

const { job: text } = english;

interface JobPrintProperties {
  readonly news: JobNews;
  readonly estimate: ShareEstimate | undefined;
}

/** The results for paper: all rows that the filter shows, not only those on the screen. There while the page is printed. */
export function JobPrint({ news: { job, files }, estimate }: JobPrintProperties) {
  const [query] = useJobQuery();
  const usualRate = useUsualRate();
  if (!usePrinting()) return null;
  const shown = sortFiles(filesIn(filterFiles(files, query), query.folder), query.sort ?? "path", query.isDescending);
  return (
    <div className={styles["print"]}>
      <h1>{text.of(momentOf(job.created_at))}</h1>
      {summarySentences(countOutcomes(files), estimate).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {jobFacts({ job, files, usualRate }).map(([name, value]) => (
        <div key={name}>
          {name}: {value}
        </div>
      ))}
      {shown.length < files.length && <p>{text.shown(count(shown.length), count(files.length))}</p>}
      <table>
        <thead>
          <tr>
            {Object.values(text.columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((file) => (
            <tr key={file.position}>
              {Object.entries(fileCells(file)).map(([column, cell]) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the browser is printing; it waits for what is drawn until the event is over. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}
