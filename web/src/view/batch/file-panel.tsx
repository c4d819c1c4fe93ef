import { Drawer } from "@mantine/core";
import type { WireJob, WireJobFile } from "@whowrote/server/schema/job";
import { useState } from "react";
import { plainPath } from "../../job/plain-path.ts";
import { english } from "../../text/english.ts";
import { FileDetails } from "./file-details.tsx";
import styles from "./file-panel.module.css";

interface FilePanelProperties {
  readonly job: WireJob;
  /** The panel is closed without one. */
  readonly file: WireJobFile | undefined;
  /** The rows of the table, to go on from. */
  readonly shown: readonly WireJobFile[];
  /** Opens the file at a position; undefined closes the panel. */
  readonly onOpen: (position: number | undefined) => void;
}

/** One file of a batch, beside the table. */
export function FilePanel({ job, file, shown, onOpen }: FilePanelProperties) {
  // Shown still while the panel goes.
  const [last, setLast] = useState(file);
  if (file !== undefined && file !== last) setLast(file);
  return (
    <Drawer.Root
      opened={file !== undefined}
      onClose={() => onOpen(undefined)}
      position="right"
      size="min(46rem, 100vw)"
    >
      <Drawer.Overlay />
      <Drawer.Content>
        {/* An element header would be taken for the banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title fw={600} className={styles["path"] ?? ""}>
            <bdi>{last && plainPath(last.path)}</bdi>
          </Drawer.Title>
          <Drawer.CloseButton aria-label={english.job.panel.close} />
        </Drawer.Header>
        <Drawer.Body>{last && <FileDetails job={job} file={last} shown={shown} onOpen={onOpen} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
