import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function BatchView() {
  return <Title order={1}>{english.batch.title}</Title>;
}
