import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { english } from "../../text/english.ts";

const { keys: text } = english;

/** The new key, which is shown this once. */
export function MadeKey({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  return (
    <Stack gap="md">
      <Alert color="orange" variant="light" role="alert">
        {text.madeWarning}
      </Alert>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Code block className="breaks" flex={1} aria-label={text.key}>
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant={copied ? "light" : "filled"} onClick={copy} data-autofocus>
              <span aria-live="polite">{copied ? text.copied : text.copy}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm">
        {text.use} <Code>Authorization: Bearer ww_…</Code>
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {text.done}
        </Button>
      </Group>
    </Stack>
  );
}
