import { Title } from "@mantine/core";
import { english } from "../../text/english.ts";

export function SettingsView() {
  return <Title order={1}>{english.settings.title}</Title>;
}
