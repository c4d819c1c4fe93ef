import { Text, Tree, useTree, type RenderTreeNodePayload, type TreeNodeData } from "@mantine/core";
import { useEffect, useMemo, type KeyboardEvent } from "react";
import { count } from "../../format/count.ts";
import { percent } from "../../format/percent.ts";
import type { FolderCounts } from "../../job/folder-roll-up.ts";
import { judgedOf } from "../../job/outcome.ts";
import { plainPath } from "../../job/plain-path.ts";
import { english } from "../../text/english.ts";
import styles from "./folder-tree.module.css";
import { VerdictBar } from "./verdict-bar.tsx";

const { job: text } = english;
/** The tree's value for the whole job: a path never begins with a slash. */
const root = "/";

interface FolderTreeProperties {
  readonly tree: FolderCounts;
  /** Path of the folder that filters the table; "" for all. */
  readonly selected: string;
  readonly onSelect: (path: string) => void;
}

/** The folders of a batch with what their files came to. Choosing one filters the table. */
export function FolderTree({ tree, selected, onSelect }: FolderTreeProperties) {
  const byValue = useMemo(() => indexFolders(tree), [tree]);
  const data = useMemo(() => [toNode(tree)], [tree]);
  const select = (value: string | undefined): void => {
    if (value !== undefined) onSelect(value === root ? "" : value);
  };
  const controller = useTree({
    initialExpandedState: { [root]: true },
    selectedState: [selected === "" ? root : selected],
    onSelectedStateChange: (values) => select(values.at(-1)),
  });
  const { expand } = controller;
  useEffect(() => {
    for (let end = selected.indexOf("/"); end >= 0; end = selected.indexOf("/", end + 1))
      expand(selected.slice(0, end));
    // Only a choice that came from outside, as by a link, opens the folders above it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
  const choose = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    select((event.target as HTMLElement).closest<HTMLElement>("[role=treeitem]")?.dataset["value"]);
  };
  return (
    <Tree
      data={data}
      tree={controller}
      aria-label={text.folders}
      className={styles["tree"]}
      levelOffset={16}
      expandOnClick={false}
      selectOnClick
      allowRangeSelection={false}
      onKeyDown={choose}
      renderNode={(payload) => <FolderNode {...payload} folder={byValue.get(payload.node.value)} />}
    />
  );
}

const valueOf = ({ path }: FolderCounts): string => (path === "" ? root : path);

function toNode(folder: FolderCounts): TreeNodeData {
  const value = valueOf(folder);
  return { value, label: folder.name, nodeProps: {}, children: folder.folders.map(toNode) };
}

function indexFolders(folder: FolderCounts, into = new Map<string, FolderCounts>()): ReadonlyMap<string, FolderCounts> {
  into.set(valueOf(folder), folder);
  for (const child of folder.folders) indexFolders(child, into);
  return into;
}

function FolderNode({
  folder,
  expanded,
  hasChildren,
  elementProps,
  tree,
  node,
}: RenderTreeNodePayload & { readonly folder: FolderCounts | undefined }) {
  if (folder === undefined) return null;
  const { counts, files } = folder;
  const judged = judgedOf(counts);
  const name = folder.path === "" ? text.allFolders : plainPath(folder.name);
  const sum =
    judged === 0
      ? text.folderUnjudged(name, count(files))
      : text.folder(name, count(files), count(counts.ai), percent(counts.ai / judged), count(counts.uncertain));
  return (
    <div {...elementProps} title={sum}>
      <div className={styles["row"]}>
        <span
          aria-hidden="true"
          className={styles["chevron"]}
          data-expanded={expanded || undefined}
          onClick={(event) => {
            event.stopPropagation();
            tree.toggleExpanded(node.value);
          }}
        >
          {hasChildren ? "›" : ""}
        </span>
        <span className={styles["name"]} aria-label={sum} role="img">
          {name}
        </span>
        <Text span size="xs" c="dimmed" aria-hidden="true">
          {judged === 0 ? "–" : `${count(counts.ai)} / ${count(judged)}`}
        </Text>
      </div>
      <VerdictBar counts={counts} />
    </div>
  );
}
