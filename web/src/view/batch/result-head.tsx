import { UnstyledButton } from "@mantine/core";
import { type SortColumn, sortColumns } from "../../job/sort-files.ts";
import { english } from "../../text/english.ts";
import styles from "./result-table.module.css";

const { columns } = english.job;

interface ResultHeadProperties {
  readonly sort: SortColumn | undefined;
  readonly isDescending: boolean;
  readonly onSort: (column: SortColumn | undefined, isDescending: boolean) => void;
}

/** A button a column: upwards, downwards, and back to the order of the upload. */
export function ResultHead({ sort, isDescending, onSort }: ResultHeadProperties) {
  const turn = (column: SortColumn): void => {
    if (sort !== column) onSort(column, false);
    else if (isDescending) onSort(undefined, false);
    else onSort(column, true);
  };
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={styles["head"]}>
        {sortColumns.map((column, index) => (
          <div
            key={column}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sort === column ? (isDescending ? "descending" : "ascending") : "none"}
            className={styles["cell"]}
            data-column={column}
          >
            <UnstyledButton className={styles["sort"]} onClick={() => turn(column)}>
              {columns[column]}
              <span aria-hidden="true">{sort === column ? (isDescending ? " ↓" : " ↑") : ""}</span>
            </UnstyledButton>
          </div>
        ))}
      </div>
    </div>
  );
}
