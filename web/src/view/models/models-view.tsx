import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function ModelsView() {
  return <Title order={1}>{english.models.title}</Title>;
}
