import { Code, Group, Paper, Stack, Text } from "@mantine/core";
import { Icon } from "../../shell/icon.tsx";
import { english } from "../../text/english.ts";

const { keys: text } = english;

/** On the reader's own machine: that no key is needed, what keys are for, and how the command line makes one. */
export function NoneNeeded() {
  return (
    <Paper withBorder p="md">
      <Group align="flex-start" wrap="nowrap">
        <Icon name="keys" />
        <Stack gap="xs" miw={0} flex={1}>
          <Text fw={600}>{text.noneNeeded}</Text>
          <Text size="sm">{text.noneNeededDetail}</Text>
          <Code block className="breaks">
            {`whowrote keys create --name laptop --scopes admin --server ${location.origin}`}
          </Code>
        </Stack>
      </Group>
    </Paper>
  );
}
