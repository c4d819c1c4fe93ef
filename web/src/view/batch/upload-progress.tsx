import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { english } from "../../text/english.ts";
import type { SendingStep } from "./use-sending.ts";

const { batch } = english;

interface UploadProgressProperties {
  readonly step: SendingStep;
  readonly onCancel: () => void;
}

export function UploadProgress({ step: { phase, share }, onCancel }: UploadProgressProperties) {
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {batch.phase[phase]}
      </Text>
      <Progress value={share * 100} animated={phase === "unpacking"} aria-label={batch.phase[phase]} />
      <Group>
        <Button size="xs" variant="default" onClick={onCancel}>
          {batch.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
