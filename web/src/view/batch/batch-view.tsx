import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import type { PickSource } from "../../upload/pick-source.ts";
import { DropZone } from "./drop-zone.tsx";
import { JobList } from "./job-list.tsx";
import { UploadPanel } from "./upload-panel.tsx";
import { useDrop } from "./use-drop.ts";

const { batch } = english;

/** Sends many files at once, and lists what was sent before. */
export function BatchView() {
  const [source, setSource] = useState<PickSource>();
  const isOver = useDrop(source === undefined ? setSource : undefined);
  return (
    <Stack gap="lg">
      <div>
        <ViewTitle>{batch.title}</ViewTitle>
        <Text c="dimmed">{batch.intro}</Text>
      </div>
      {source === undefined ? (
        <DropZone isOver={isOver} onPick={setSource} />
      ) : (
        <UploadPanel source={source} onClear={() => setSource(undefined)} />
      )}
      <JobList />
    </Stack>
  );
}
