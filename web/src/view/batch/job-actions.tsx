import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { WireJob } from "@whowrote/server/schema/job";
import { answerOf, done } from "../../api/ask.ts";
import { api } from "../../api/client.ts";
import { momentOf } from "../../format/date.ts";
import { isOver } from "../../job/is-over.ts";
import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";

const { batch } = english;
const client = api.jobs.api.v1.jobs[":id"];

interface JobActionsProperties {
  readonly job: WireJob;
  readonly onChanged?: () => void;
  readonly onDeleted: () => void;
}

/** Stops a batch that runs, and deletes one. */
export function JobActions({ job, onChanged, onDeleted }: JobActionsProperties) {
  const param = { id: job.id };
  const stop = useMutation({
    mutationFn: async () => answerOf(client.cancel.$post({ param })),
    onSettled: () => onChanged?.(),
  });
  const when = momentOf(job.created_at);
  return (
    <Group gap="xs">
      {!isOver(job) && (
        <Button
          size="xs"
          variant="default"
          loading={stop.isPending}
          aria-label={batch.cancelJobFull(when)}
          onClick={() => stop.mutate()}
        >
          {batch.cancelJob}
        </Button>
      )}
      <ConfirmButton
        label={batch.deleteJob}
        fullLabel={batch.deleteJobFull(when)}
        question={batch.deleteQuestion}
        onConfirm={async () => done(client.$delete({ param }))}
        onDone={onDeleted}
      >
        {batch.deleteDetail}
      </ConfirmButton>
      {stop.error && <Failure error={stop.error} />}
    </Group>
  );
}
