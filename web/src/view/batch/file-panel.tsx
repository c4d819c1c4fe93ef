import { ActionIcon, Anchor, Drawer, Group, Stack, Tabs } from "@mantine/core";
import type { WireJob, WireJobFile } from "@whowrote/server/schema/job";
import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { plainPath } from "../../job/plain-path.ts";
import { Loading } from "../../shell/loading.tsx";
import { english } from "../../text/english.ts";
import { FileAnswer } from "./file-answer.tsx";
import { FileOutcome } from "./file-outcome.tsx";
import styles from "./file-panel.module.css";

// It brings the editor along.
const FileCode = lazy(async () => ({ default: (await import("./file-code.tsx")).FileCode }));

const {
  job: { panel },
} = english;

interface FilePanelProperties {
  readonly job: WireJob;
  readonly file: WireJobFile;
  /** The rows of the table, to go on from. */
  readonly shown: readonly WireJobFile[];
  /** Opens the file at a position; undefined closes the panel. */
  readonly onOpen: (position: number | undefined) => void;
}

/** One file of a batch beside the table: its verdict, why, and its code where this page still has it. */
export function FilePanel({ job, file, shown, onOpen }: FilePanelProperties) {
  const at = shown.findIndex(({ position }) => position === file.position);
  const [previous, next] = [shown[at - 1], at < 0 ? undefined : shown[at + 1]];
  return (
    <Drawer.Root opened onClose={() => onOpen(undefined)} position="right" size="min(46rem, 100vw)">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* An element header would be taken for the banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title fw={600} className={styles["path"] ?? ""}>
            <bdi>{plainPath(file.path)}</bdi>
          </Drawer.Title>
          <Drawer.CloseButton aria-label={panel.close} />
        </Drawer.Header>
        <Drawer.Body>
          <Stack gap="md">
            <Group justify="space-between">
              <FileOutcome file={file} />
              <Group gap="xs">
                {file.prediction_id !== undefined && (
                  <Anchor component={Link} href={addressOf.detection(file.prediction_id)} size="sm">
                    {panel.detection}
                  </Anchor>
                )}
                <ActionIcon
                  variant="default"
                  aria-label={panel.previous}
                  disabled={previous === undefined}
                  onClick={() => onOpen(previous?.position)}
                >
                  ↑
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  aria-label={panel.next}
                  disabled={next === undefined}
                  onClick={() => onOpen(next?.position)}
                >
                  ↓
                </ActionIcon>
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
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
