import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function KeysView() {
  return <Title order={1}>{english.keys.title}</Title>;
}
