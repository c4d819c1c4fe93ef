import { ActionIcon, Anchor, Group, Stack, Tabs } from "@mantine/core";
import type { WireJob, WireJobFile } from "@whowrote/server/schema/job";
import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { FileAnswer } from "./file-answer.tsx";
import { FileOutcome } from "./file-outcome.tsx";

// It brings the editor along.
const FileCode = lazy(async () => ({ default: (await import("./file-code.tsx")).FileCode }));

const {
  job: { panel },
} = english;

interface FileDetailsProperties {
  readonly job: WireJob;
  readonly file: WireJobFile;
  /** The rows of the table, to go on from. */
  readonly shown: readonly WireJobFile[];
  readonly onOpen: (position: number) => void;
}

/** What became of a file, why, its code where this page still has it, and the ways to its neighbours. */
export function FileDetails({ job, file, shown, onOpen }: FileDetailsProperties) {
  const at = shown.findIndex(({ position }) => position === file.position);
  const neighbours = [
    { label: panel.previous, sign: "↑", to: shown[at - 1] },
    { label: panel.next, sign: "↓", to: at < 0 ? undefined : shown[at + 1] },
  ];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <FileOutcome file={file} />
        <Group gap="xs">
          {file.prediction_id !== undefined && (
            <Anchor component={Link} href={addressOf.detection(file.prediction_id)} size="sm">
              {panel.detection}
            </Anchor>
          )}
          {neighbours.map(({ label, sign, to }) => (
            <ActionIcon
              key={label}
              variant="default"
              aria-label={label}
              disabled={to === undefined}
              onClick={() => to && onOpen(to.position)}
            >
              {sign}
            </ActionIcon>
          ))}
        </Group>
      </Group>
      <Tabs defaultValue="why" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="why">{panel.why}</Tabs.Tab>
          <Tabs.Tab value="code">{panel.code}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="why" pt="md">
          <FileAnswer file={file} />
        </Tabs.Panel>
        <Tabs.Panel value="code" pt="md">
          <Suspense fallback={<Loading />}>
            <FileCode key={file.position} job={job} file={file} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
