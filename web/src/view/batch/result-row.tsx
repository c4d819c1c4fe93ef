import type { WireJobFile } from "@whowrote/server/schema/job";
import { memo } from "react";
import { fileCells } from "../../job/file-cells.ts";
import { type SortColumn, sortColumns } from "../../job/sort-files.ts";
import { VerdictBadge } from "../../verdict/verdict-badge.tsx";
import styles from "./result-table.module.css";
import { SmallScale } from "./small-scale.tsx";

interface ResultRowProperties {
  readonly id: string;
  readonly file: WireJobFile;
  /** From 0, in the table as it is shown. */
  readonly index: number;
  /** Pixels below the head. */
  readonly top: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
}

/** One file. Its cells are drawn anew only when it changes, not when it moves. */
export function ResultRow({ id, file, index, top, isActive, isOpen }: ResultRowProperties) {
  return (
    <div
      id={id}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      className={styles["row"]}
      data-active={isActive || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cells file={file} />
    </div>
  );
}

const Cells = memo(function Cells({ file }: { readonly file: WireJobFile }) {
  const cells = fileCells(file);
  return sortColumns.map((column, index) => (
    <div
      key={column}
      role="gridcell"
      aria-colindex={index + 1}
      className={styles["cell"]}
      data-column={column}
      title={column === "path" || column === "error" ? cells[column] : undefined}
    >
      <Content column={column} file={file} cell={cells[column]} />
    </div>
  ));
});

interface ContentProperties {
  readonly column: SortColumn;
  readonly file: WireJobFile;
  readonly cell: string;
}

function Content({ column, file, cell }: ContentProperties) {
  if (column === "verdict" && file.verdict !== undefined) return <VerdictBadge verdict={file.verdict} />;
  if (column === "probability" && file.probability != null) return <SmallScale probability={file.probability} />;
  if (column !== "path") return cell;
  const at = cell.lastIndexOf("/") + 1;
  return (
    <>
      <span className={styles["folder"]}>{cell.slice(0, at)}</span>
      <bdi className={styles["name"]}>{cell.slice(at)}</bdi>
    </>
  );
}
