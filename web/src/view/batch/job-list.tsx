import { Anchor, Button, EmptyState, Group, Progress, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { WireJob } from "@whowrote/server/schema/job";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { answerOf } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { count } from "../../format/count.ts";
import { momentOf } from "../../format/date.ts";
import { isOver } from "../../job/is-over.ts";
import { Failure } from "../../shell/failure.tsx";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { JobActions } from "./job-actions.tsx";
import { JobStateBadge } from "./job-state-badge.tsx";

const { batch } = english;
const pageJobs = "20";
const refreshMs = 2_000;

/** The batches that this server knows, newest first. */
export function JobList() {
  const client = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["jobs"],
    queryFn: async ({ pageParam, signal }) =>
      answerOf(
        api.jobs.api.v1.jobs.$get(
          { query: { limit: pageJobs, ...(pageParam !== undefined && { after: pageParam }) } },
          { init: { signal } },
        ),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ jobs }) => jobs.some((job) => !isOver(job))) === true ? refreshMs : false,
  });
  const jobs = data?.pages.flatMap((page) => page.jobs);
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {batch.jobs}
      </Title>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!jobs && !error && <Loading />}
      {jobs?.length === 0 && <EmptyState title={batch.noJobs} description={batch.noJobsDetail} />}
      {jobs && jobs.length > 0 && (
        <JobTable jobs={jobs} onChanged={() => void client.invalidateQueries({ queryKey: ["jobs"] })} />
      )}
      {hasNextPage && (
        <Group>
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {batch.older}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface JobTableProperties {
  readonly jobs: readonly WireJob[];
  readonly onChanged: () => void;
}

function JobTable({ jobs, onChanged }: JobTableProperties) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs" aria-label={batch.jobsName}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{batch.when}</Table.Th>
            <Table.Th>{batch.state}</Table.Th>
            <Table.Th>{batch.progress}</Table.Th>
            <Table.Th>{batch.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Table.Tr key={job.id}>
              <Table.Td>
                <Anchor component={Link} href={addressOf.job(job.id)} size="sm">
                  {momentOf(job.created_at)}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <JobStateBadge state={job.state} />
              </Table.Td>
              <Table.Td>
                <JobProgress job={job} />
              </Table.Td>
              <Table.Td>
                <JobActions job={job} onChanged={onChanged} onDeleted={onChanged} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function JobProgress({ job: { files, progress, ...job } }: { readonly job: WireJob }) {
  const { done, failed, skipped, total } = files;
  return (
    <>
      <Text size="sm">{batch.filesOf(count(done), count(total))}</Text>
      {failed + skipped > 0 && (
        <Text size="xs" c="dimmed">
          {batch.notJudged(count(failed), count(skipped))}
        </Text>
      )}
      {!isOver(job) && <Progress value={progress * 100} size="sm" aria-label={english.job.progressName} />}
    </>
  );
}
