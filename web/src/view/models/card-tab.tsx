import { Text } from "@mantine/core";
import { english } from "../../text/english.ts";
import { Markdown } from "../../markdown/markdown.tsx";

const { model: text } = english;

export function CardTab({ card }: { readonly card: string | undefined }) {
  return card === undefined ? <Text>{text.noCard}</Text> : <Markdown text={card} firstHeading={2} />;
}
