import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function CompareView() {
  return <Title order={1}>{english.compare.title}</Title>;
}
