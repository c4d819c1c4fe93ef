import { List, Paper, Text } from "@mantine/core";
import { english } from "../../text/english.ts";

const { detect } = english;

/** Where an answer will stand: what this does, and what it does not. */
export function AboutDetection() {
  return (
    <Paper withBorder p="md">
      <Text fw={600} mb="xs">
        {detect.empty}
      </Text>
      <List size="sm" spacing="xs">
        {detect.about.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Paper>
  );
}
