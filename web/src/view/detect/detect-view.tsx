import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function DetectView() {
  return <Title order={1}>{english.detect.title}</Title>;
}
