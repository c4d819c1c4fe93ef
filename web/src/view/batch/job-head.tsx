import { Group, Progress, Stack, Text } from "@mantine/core";
import { useLocation } from "wouter";
import { addressOf } from "../../address.ts";
import { count } from "../../format/count.ts";
import { momentOf } from "../../format/date.ts";
import type { JobNews } from "../../job/follow-job.ts";
import { isOver } from "../../job/is-over.ts";
import type { ShareEstimate } from "../../job/share-estimate.ts";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { JobActions } from "./job-actions.tsx";
import { JobExports } from "./job-exports.tsx";
import { JobStateBadge } from "./job-state-badge.tsx";

const { job: text } = english;

interface JobHeadProperties {
  readonly news: JobNews;
  readonly estimate: ShareEstimate | undefined;
}

/** What batch this is, how far it is, and what one can do with it. */
export function JobHead({ news, estimate }: JobHeadProperties) {
  const { job, isLoaded } = news;
  const [, navigate] = useLocation();
  const { total, done, failed, skipped } = job.files;
  const progress = text.progress(count(done + failed + skipped), count(total));
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="start">
        <Group gap="sm">
          <ViewTitle>{text.of(momentOf(job.created_at))}</ViewTitle>
          <span role="status">
            <JobStateBadge state={job.state} />
          </span>
        </Group>
        <Group gap="xs">
          <JobExports news={news} estimate={estimate} />
          <JobActions job={job} onDeleted={() => navigate(addressOf.batch())} />
        </Group>
      </Group>
      {!isOver(job) && <Progress value={job.progress * 100} aria-label={text.progressName} />}
      <Text size="sm" c="dimmed">
        {isLoaded ? progress : text.loading}
      </Text>
    </Stack>
  );
}
