import { Blockquote, Code, Divider, List, Stack, Table, Text, Title } from "@mantine/core";
import { Fragment, type ReactNode, useMemo } from "react";
import type { Block } from "./block.ts";
import { Inlines } from "./inlines.tsx";
import { readBlocks } from "./read-blocks.ts";

interface MarkdownProperties {
  readonly text: string;
  /** Level that the page's own first heading gets here, 1 to 6. */
  readonly firstHeading: number;
}

/** A Markdown page as elements of the component library: nothing in it is taken for HTML. */
export function Markdown({ text, firstHeading }: MarkdownProperties) {
  const blocks = useMemo(() => readBlocks(text), [text]);
  return (
    <Stack gap="sm" maw="56rem">
      {draw(blocks, firstHeading)}
    </Stack>
  );
}

const draw = (blocks: readonly Block[], firstHeading: number): ReactNode =>
  // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
  blocks.map((block, at) => <Fragment key={at}>{drawOne(block, firstHeading)}</Fragment>);

function drawOne(block: Block, firstHeading: number): ReactNode {
  switch (block.kind) {
    case "heading": {
      const order = Math.min(6, block.level + firstHeading - 1) as 1 | 2 | 3 | 4 | 5 | 6;
      return (
        <Title order={order} size={`h${Math.min(6, order + 1) as 3}`} mt="xs">
          <Inlines text={block.text} />
        </Title>
      );
    }
    case "paragraph":
      return (
        <Text>
          <Inlines text={block.text} />
        </Text>
      );
    case "code":
      return <Code block>{block.text}</Code>;
    case "rule":
      return <Divider />;
    case "quote":
      return <Blockquote p="sm">{draw(block.blocks, firstHeading)}</Blockquote>;
    case "list":
      return (
        <List type={block.isOrdered ? "ordered" : "unordered"} {...(block.isOrdered && { start: block.start })}>
          {block.items.map((item, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
            <List.Item key={at}>{draw(item, firstHeading)}</List.Item>
          ))}
        </List>
      );
    case "table":
      return <MarkdownTable {...block} />;
  }
}

function MarkdownTable({ head, rows }: Extract<Block, { kind: "table" }>) {
  return (
    <Table.ScrollContainer
      minWidth={Math.min(640, head.length * 110)}
      type="native"
      tabIndex={0}
      role="group"
      aria-label={head.join(", ")}
    >
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {head.map((cell) => (
              <Table.Th key={cell} scope="col">
                <Inlines text={cell} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
            <Table.Tr key={at}>
              {row.map((cell, column) => (
                <Table.Td key={head[column]}>
                  <Inlines text={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
