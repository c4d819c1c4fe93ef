import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function HistoryView() {
  return <Title order={1}>{english.history.title}</Title>;
}
