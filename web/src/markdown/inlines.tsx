import { Anchor, Code } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { type Inline, readInline } from "./read-inline.ts";

/** One line of Markdown as elements. */
export function Inlines({ text }: { readonly text: string }) {
  return <>{draw(readInline(text))}</>;
}

const draw = (inlines: readonly Inline[]): ReactNode =>
  // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
  inlines.map((inline, at) => <Fragment key={at}>{drawOne(inline)}</Fragment>);

function drawOne(inline: Inline): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <Code>{inline.text}</Code>;
    case "strong":
      return <strong>{draw(inline.inlines)}</strong>;
    case "emphasis":
      return <em>{draw(inline.inlines)}</em>;
    case "link":
      if (inline.href === undefined) return draw(inline.inlines);
      return (
        <Anchor href={inline.href} inherit underline="always" target="_blank" rel="noreferrer">
          {draw(inline.inlines)}
        </Anchor>
      );
  }
}
