import { Text } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { WireJobFile } from "@whowrote/server/schema/job";
import { useEffect, useId, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent } from "react";
import { type SortColumn, sortColumns } from "../../job/sort-files.ts";
import { usePreferences } from "../../settings/kept-preferences.ts";
import { english } from "../../text/english.ts";
import { nextRow } from "./next-row.ts";
import { ResultHead } from "./result-head.tsx";
import { ResultRow } from "./result-row.tsx";
import styles from "./result-table.module.css";

const { job: text } = english;
/** In pixels. In a narrow table each file takes two lines. */
const rowHeights = { comfortable: 40, compact: 30 } as const;
const narrowRowHeight = 62;
const narrowWidth = 640;
const headHeight = 44;

interface ResultTableProperties {
  /** In the order in which they stand. */
  readonly files: readonly WireJobFile[];
  readonly sort: SortColumn | undefined;
  readonly isDescending: boolean;
  /** Position of the file that is open. */
  readonly open: number | undefined;
  readonly onSort: (column: SortColumn | undefined, isDescending: boolean) => void;
  readonly onOpen: (position: number) => void;
}

/**
 * The files as a table of which only the rows in sight exist. They stand in a box that sticks to the top of the scrolled area and
 * are moved inside it: however fast the browser scrolls, ahead of the script too, there are rows in sight and never a blank.
 */
export function ResultTable({ files, open, onOpen, ...order }: ResultTableProperties) {
  const area = useRef<HTMLDivElement>(null);
  const id = useId();
  const hintId = `${id}-hint`;
  const { ref: sized, width } = useElementSize();
  const isNarrow = width > 0 && width < narrowWidth;
  const { density } = usePreferences();
  const rowHeight = isNarrow ? narrowRowHeight : rowHeights[density];
  const [active, setActive] = useState(0);
  const current = Math.min(active, files.length - 1);
  // The compiler of React, which this page does not use, would have to leave this component as it is.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeight,
    overscan: 2,
    scrollPaddingEnd: headHeight,
  });
  useEffect(() => rows.measure(), [rows, rowHeight]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") onOpen(files[current]!.position);
    const page = Math.max(1, Math.floor((area.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = nextRow(event.key, { current, count: files.length, page });
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    rows.scrollToIndex(next);
  };
  const onClick = ({ target }: MouseEvent): void => {
    const index = (target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset["index"];
    if (index === undefined) return;
    setActive(Number(index));
    onOpen(files[Number(index)]!.position);
  };
  const place = useMergedRef(area, sized);
  const items = rows.getVirtualItems();
  const isRendered = items.some(({ index }) => index === current);
  const contentHeight = headHeight + rows.getTotalSize();
  const offset = rows.scrollOffset ?? 0;
  return (
    <div>
      <div
        ref={place}
        className={styles["area"]}
        data-narrow={isNarrow || undefined}
        style={
          {
            "--row-height": `${rowHeight}px`,
            "--head-height": `${headHeight}px`,
            "--area-height": `min(40rem, 75vh, ${contentHeight + 2}px)`,
          } as CSSProperties
        }
        role="grid"
        aria-label={text.table}
        aria-describedby={hintId}
        aria-rowcount={files.length + 1}
        aria-colcount={sortColumns.length}
        aria-activedescendant={isRendered ? `${id}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="presentation" style={{ height: contentHeight }}>
          <div className={styles["sticky"]} role="presentation">
            <ResultHead {...order} />
            <div className={styles["rows"]} role="rowgroup">
              {items.map(({ index, start }) => (
                <ResultRow
                  key={files[index]!.position}
                  id={`${id}-${index}`}
                  file={files[index]!}
                  index={index}
                  top={start - offset}
                  isActive={index === current}
                  isOpen={files[index]!.position === open}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      <Text id={hintId} size="xs" c="dimmed" mt={4}>
        {text.tableHint}
      </Text>
    </div>
  );
}
