import type { EditorView } from "@codemirror/view";
import { Button, Group, Kbd, SimpleGrid, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import { Failure } from "../../shell/failure.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { LikenessPanel } from "./likeness-panel.tsx";
import { PassageList } from "./passage-list.tsx";
import { markPassages } from "./passage-marks.ts";
import { PieceEditor } from "./piece-editor.tsx";
import { PieceVerdict } from "./piece-verdict.tsx";
import { keep, type Piece, readKept, type Side, sides } from "./pieces.ts";
import type { Passage } from "./shared-passages.ts";
import { useLikeness, usePieceVerdict } from "./use-comparison.ts";
import { usePassages } from "./use-passages.ts";

const { compare: text } = english;

/** Two pieces of code side by side: how alike they are, and who wrote each. */
export function CompareView() {
  const [{ pair, asked }, setState] = useState(readKept);
  const likeness = useLikeness(asked);
  const told = { a: usePieceVerdict(asked, "a").data?.language, b: usePieceVerdict(asked, "b").data?.language };
  const passages = usePassages(likeness.data?.structure && asked, {
    a: asked?.pair.a.language ?? told.a,
    b: asked?.pair.b.language ?? told.b,
  }).data;
  const [views, setViews] = useState<Readonly<Partial<Record<Side, EditorView | undefined>>>>({});
  const [current, setCurrent] = useState<Passage>();
  useEffect(() => {
    for (const side of sides)
      if (views[side]) markPassages(views[side], { spans: inOrder(passages ?? [], side), current: current?.[side] });
  }, [views, passages, current]);
  const isComplete = sides.every((side) => pair[side].text.trim() !== "");
  const change = (side: Side, piece: Piece) => {
    keep({ pair: { ...readKept().pair, [side]: piece } });
    setState(readKept());
  };
  const compare = () => {
    const { pair: newest, asked: last } = readKept();
    if (!sides.every((side) => newest[side].text.trim() !== "")) return;
    setCurrent(undefined);
    keep({ asked: { number: (last?.number ?? 0) + 1, pair: newest } });
    setState(readKept());
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <ViewTitle>{text.title}</ViewTitle>
          <Text c="dimmed" mt={4}>
            {text.intro}
          </Text>
        </div>
        <Group gap="sm">
          <Text size="sm" c="dimmed" visibleFrom="sm">
            <Kbd>Ctrl</Kbd> + <Kbd>Enter</Kbd>
          </Text>
          <Button onClick={compare} disabled={!isComplete} loading={likeness.isLoading}>
            {text.act}
          </Button>
        </Group>
      </Group>
      <div role="status" aria-label={text.result}>
        {likeness.isLoading && <VisuallyHidden>{english.shell.loading}</VisuallyHidden>}
        {likeness.data && (
          <LikenessPanel data={likeness.data}>
            {passages && asked && (
              <PassageList pair={asked.pair} passages={passages} current={current} onChoose={setCurrent} />
            )}
          </LikenessPanel>
        )}
      </div>
      {likeness.error && <Failure error={likeness.error} onRetry={() => void likeness.refetch()} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {sides.map((side) => (
          <Stack key={side} gap="xs" miw={0}>
            <PieceEditor
              side={side}
              piece={pair[side]}
              told={told[side]}
              onChange={(piece) => change(side, piece)}
              onCompare={compare}
              onView={(view) => setViews((last) => ({ ...last, [side]: view }))}
            />
            <PieceVerdict asked={asked} side={side} />
          </Stack>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

/** Its places on one side, in the order of that text. */
const inOrder = (passages: readonly Passage[], side: Side) =>
  passages.map((passage) => passage[side]).toSorted((one, other) => one.start - other.start);
