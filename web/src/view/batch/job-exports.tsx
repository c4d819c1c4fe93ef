import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { toApiError } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import type { JobNews } from "../../job/follow-job.ts";
import { jobReport } from "../../job/job-report.ts";
import { saveFile } from "../../job/save-file.ts";
import type { ShareEstimate } from "../../job/share-estimate.ts";
import { Failure } from "../../shell/failure.tsx";
import { useUsualRate } from "./use-usual-rate.ts";
import { english } from "../../text/english.ts";

const { job: text } = english;

interface JobExportsProperties {
  readonly news: JobNews;
  readonly estimate: ShareEstimate | undefined;
}

/** The results as files. The CSV is the server's own; the others are made of what this page has. */
export function JobExports({ news, estimate }: JobExportsProperties) {
  const { job, files, isLoaded } = news;
  const usualRate = useUsualRate();
  const name = `whowrote-${job.id}`;
  const csv = useMutation({ mutationFn: async () => saveFile(`${name}.csv`, await readCsv(job.id), "text/csv") });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" disabled={!isLoaded} loading={csv.isPending}>
            {text.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => csv.mutate()}>{text.csv}</Menu.Item>
          <Menu.Item
            onClick={() => saveFile(`${name}.json`, JSON.stringify({ job, files }, null, 2), "application/json")}
          >
            {text.json}
          </Menu.Item>
          <Menu.Item
            onClick={() =>
              saveFile(
                `${name}.html`,
                jobReport({ job, files, usualRate, estimate, madeAt: new Date().toISOString() }),
                "text/html",
              )
            }
          >
            {text.html}
          </Menu.Item>
          <Menu.Item onClick={() => window.print()}>{text.print}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {csv.error && <Failure error={csv.error} />}
    </>
  );
}

async function readCsv(id: string): Promise<Blob> {
  const response = await api.jobs.api.v1.jobs[":id"].results.$get({ param: { id }, query: { format: "csv" } });
  if (!response.ok) throw await toApiError(response);
  return response.blob();
}
