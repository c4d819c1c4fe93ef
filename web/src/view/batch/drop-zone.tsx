import { Button, FileButton, Group, Paper, Stack, Text } from "@mantine/core";
import { useRef } from "react";
import { bytes } from "../../format/bytes.ts";
import { count } from "../../format/count.ts";
import { english } from "../../text/english.ts";
import type { PickSource } from "../../upload/pick-source.ts";
import { useUploadLimits } from "./use-upload-limits.ts";
import styles from "./drop-zone.module.css";

const { batch } = english;

interface DropZoneProperties {
  /** Files are being held over the page. */
  readonly isOver: boolean;
  readonly onPick: (source: PickSource) => void;
}

/** Where files come in: it says that they may be dropped, and has the buttons to choose them. */
export function DropZone({ isOver, onPick }: DropZoneProperties) {
  const limits = useUploadLimits();
  const folder = useRef<HTMLInputElement>(null);
  const pick = (files: readonly File[]) => {
    if (files.length > 0) onPick({ kind: "files", files });
  };
  return (
    <Paper withBorder p="xl" className={styles["zone"]} data-over={isOver || undefined}>
      <Stack align="center" gap="sm">
        <Text fw={600} ta="center">
          {batch.drop}
        </Text>
        <Group justify="center">
          <FileButton multiple onChange={pick}>
            {(button) => <Button {...button}>{batch.chooseFiles}</Button>}
          </FileButton>
          <Button variant="default" onClick={() => folder.current?.click()}>
            {batch.chooseFolder}
          </Button>
        </Group>
        <input
          ref={folder}
          type="file"
          hidden
          multiple
          {...{ webkitdirectory: "" }}
          onChange={({ currentTarget }) => {
            pick([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
        <Text size="sm" c="dimmed" ta="center">
          {batch.dropHint} {batch.most(count(limits.archiveFiles), bytes(limits.fileBytes), bytes(limits.archiveBytes))}
        </Text>
      </Stack>
    </Paper>
  );
}
