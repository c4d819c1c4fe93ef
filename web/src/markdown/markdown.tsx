import { Blockquote, Code, Divider, List, Stack, Table, Text, Title } from "@mantine/core";
import { marked, type MarkedToken, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode, useMemo } from "react";
import { drawInlines } from "./inlines.tsx";

interface MarkdownProperties {
  readonly text: string;
  /** Level that the page's own first heading gets here, 1 to 6. */
  readonly firstHeading: number;
}

/** A Markdown page as elements of the component library: HTML in it is text, the metadata at its top is shown as it stands. */
export function Markdown({ text, firstHeading }: MarkdownProperties) {
  const [, metadata, body = text] = useMemo(() => /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [], [text]);
  const blocks = useMemo(() => marked.lexer(body), [body]);
  return (
    <Stack gap="sm" maw="56rem">
      {metadata !== undefined && <Code block>{metadata}</Code>}
      {draw(blocks, firstHeading)}
    </Stack>
  );
}

const draw = (blocks: readonly Token[], firstHeading: number): ReactNode =>
  // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
  blocks.map((block, at) => <Fragment key={at}>{drawBlock(block as MarkedToken, firstHeading)}</Fragment>);

function drawBlock(block: MarkedToken, firstHeading: number): ReactNode {
  switch (block.type) {
    case "space":
    case "def":
      return null;
    case "heading": {
      const order = Math.min(6, block.depth + firstHeading - 1) as 1 | 2 | 3 | 4 | 5 | 6;
      return (
        <Title order={order} size={`h${Math.min(6, order + 1) as 3}`} mt="xs">
          {drawInlines(block.tokens)}
        </Title>
      );
    }
    case "code":
      return <Code block>{block.text}</Code>;
    case "hr":
      return <Divider />;
    case "blockquote":
      return <Blockquote p="sm">{draw(block.tokens, firstHeading)}</Blockquote>;
    case "list":
      return (
        <List type={block.ordered ? "ordered" : "unordered"} {...(block.ordered && { start: Number(block.start) })}>
          {block.items.map((item, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
            <List.Item key={at}>{draw(item.tokens, firstHeading)}</List.Item>
          ))}
        </List>
      );
    case "table":
      return <MarkdownTable {...block} />;
    default:
      return (
        <Text>{drawInlines("tokens" in block && block.tokens ? block.tokens : [{ ...block, type: "text" }])}</Text>
      );
  }
}

function MarkdownTable({ header, rows }: Tokens.Table) {
  return (
    <Table.ScrollContainer
      minWidth={Math.min(640, header.length * 110)}
      type="native"
      tabIndex={0}
      role="group"
      aria-label={header.map(({ text }) => text).join(", ")}
    >
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {header.map(({ text, tokens }) => (
              <Table.Th key={text} scope="col">
                {drawInlines(tokens)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
            <Table.Tr key={at}>
              {row.map(({ tokens }, column) => (
                <Table.Td key={header[column]?.text}>{drawInlines(tokens)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
