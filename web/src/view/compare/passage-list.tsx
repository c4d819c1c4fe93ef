import { Button, Group, Stack, Text } from "@mantine/core";
import { count } from "../../format/count.ts";
import { english } from "../../text/english.ts";
import type { Pair } from "./pieces.ts";
import type { Passage, Span } from "./shared-passages.ts";

const { compare: text } = english;

/** More would not be looked at one by one. */
const mostListed = 40;

interface PassageListProperties {
  /** The texts in which they were found. */
  readonly pair: Pair;
  readonly passages: readonly Passage[];
  readonly current: Passage | undefined;
  readonly onChoose: (passage: Passage) => void;
}

/** The passages that both pieces have, longest first; choosing one shows it on both sides. */
export function PassageList({ pair, passages, current, onChoose }: PassageListProperties) {
  const listed = passages.toSorted((one, other) => other.words - one.words).slice(0, mostListed);
  if (listed.length === 0) return <Text size="sm">{text.noPassages}</Text>;
  return (
    <Stack gap="xs">
      <Text size="sm">{text.passages(count(passages.length), count(listed.length))}</Text>
      <Group gap="xs">
        {listed.map((passage) => (
          <Button
            key={passage.a.start}
            size="compact-sm"
            variant={passage === current ? "filled" : "default"}
            aria-pressed={passage === current}
            onClick={() => onChoose(passage)}
          >
            {text.passage(linesOf(pair.a.text, passage.a), linesOf(pair.b.text, passage.b))}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** "3–14", from 1. */
function linesOf(code: string, { start, end }: Span): string {
  const first = lineAt(code, start);
  const last = lineAt(code, end);
  return first === last ? count(first) : `${count(first)}\u2013${count(last)}`;
}

const lineAt = (code: string, at: number): number => code.slice(0, at).split("\n").length;
