import { Button, FileButton, Group, Paper, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { english } from "../../text/english.ts";
import { droppedSource, type PickSource } from "../../upload/pick-source.ts";
import styles from "./drop-zone.module.css";

const { batch } = english;

/** Where files come in: dropped anywhere on the view, or chosen. */
export function DropZone({ onPick }: { readonly onPick: (source: PickSource) => void }) {
  const [isOver, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  useNoStrayDrops();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const source = droppedSource(event.dataTransfer);
    if ((source.kind === "entries" ? source.entries : source.files).length > 0) onPick(source);
  };
  const pickFiles = (files: readonly File[]) => {
    if (files.length > 0) onPick({ kind: "files", files });
  };
  return (
    <Paper
      withBorder
      p="xl"
      className={styles["zone"]}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap="sm">
        <Text fw={600} ta="center">
          {batch.drop}
        </Text>
        <Group justify="center">
          <FileButton multiple onChange={pickFiles}>
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
            pickFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
        <Text size="sm" c="dimmed" ta="center">
          {batch.dropHint}
        </Text>
      </Stack>
    </Paper>
  );
}

/** A file that is dropped beside the zone would be opened in place of the page. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const keep = (event: Event): void => event.preventDefault();
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
}
