import { Anchor, EmptyState } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { english } from "../../text/english.ts";

const { history: text } = english;

export function HistoryEmpty({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title={text.noMatch} mt="xl" />;
  return (
    <EmptyState title={text.none} description={text.noneDetail} maw="40rem" mx="auto">
      <Anchor component={Link} href={addressOf.detect()}>
        {text.toDetect}
      </Anchor>
    </EmptyState>
  );
}
