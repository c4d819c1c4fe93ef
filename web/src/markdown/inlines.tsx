import { Anchor, Code } from "@mantine/core";
import type { MarkedToken, Token } from "marked";
import { Fragment, type ReactNode } from "react";

/** The pieces of a line of Markdown as elements. HTML in it is text. */
export const drawInlines = (tokens: readonly Token[]): ReactNode =>
  // oxlint-disable-next-line react/no-array-index-key -- the text never changes in place
  tokens.map((token, at) => <Fragment key={at}>{drawInline(token as MarkedToken)}</Fragment>);

function drawInline(token: MarkedToken): ReactNode {
  switch (token.type) {
    case "codespan":
      return <Code>{token.text}</Code>;
    case "strong":
      return <strong>{drawInlines(token.tokens)}</strong>;
    case "em":
      return <em>{drawInlines(token.tokens)}</em>;
    case "del":
      return <del>{drawInlines(token.tokens)}</del>;
    case "br":
      return <br />;
    case "image":
      return token.text;
    case "link":
      if (!leadsOut(token.href)) return drawInlines(token.tokens);
      return (
        <Anchor href={token.href} inherit underline="always" target="_blank" rel="noreferrer">
          {drawInlines(token.tokens)}
        </Anchor>
      );
    default:
      return "tokens" in token && token.tokens ? drawInlines(token.tokens) : "text" in token ? token.text : token.raw;
  }
}

/** A card comes with a checkpoint, from whoever made it: no `javascript:`, and no place inside this page. */
const leadsOut = (href: string): boolean => /^(?:https?:\/\/|mailto:)/i.test(href);
