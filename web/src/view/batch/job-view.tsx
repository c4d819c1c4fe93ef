import { Alert, Anchor, Stack } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { useJob } from "../../job/use-job.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { JobHead } from "./job-head.tsx";
import { JobPrint } from "./job-print.tsx";
import { JobResults } from "./job-results.tsx";
import { JobSummary } from "./job-summary.tsx";
import { useShareEstimate } from "./use-share-estimate.ts";

const { job: text } = english;

/** One batch: how far it is, what it found, and each of its files. */
export function JobView({ id }: { readonly id: string }) {
  const { news, error, retry } = useJob(id);
  const estimate = useShareEstimate(news);
  return (
    <>
      <Stack gap="md" className="no-print">
        <div>
          <Anchor component={Link} href={addressOf.batch()} size="sm">
            {text.back}
          </Anchor>
        </div>
        {error && <Failure error={error} onRetry={retry} />}
        {!news && <ViewTitle>{text.title}</ViewTitle>}
        {!news && !error && <Loading />}
        {news && (
          <>
            <JobHead news={news} estimate={estimate} />
            {news.job.state === "cancelled" && <Alert color="gray">{text.cancelled}</Alert>}
            {news.job.error !== undefined && <Alert color="orange">{news.job.error}</Alert>}
            <JobSummary news={news} estimate={estimate} />
            <JobResults news={news} />
          </>
        )}
      </Stack>
      {news && <JobPrint news={news} estimate={estimate} />}
    </>
  );
}
