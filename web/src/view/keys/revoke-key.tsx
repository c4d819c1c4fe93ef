import { Stack, Text } from "@mantine/core";
import { forgetAccessKey } from "../../api/access-key.ts";
import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { english } from "../../text/english.ts";
import { type Key, useRevokeKey } from "./use-keys.ts";

const { keys: text } = english;

/** Asks before it makes a key void; one's own signs out with it. */
export function RevokeKey({ data: key, isOwn }: { readonly data: Key; readonly isOwn: boolean }) {
  const revoke = useRevokeKey();
  return (
    <ConfirmButton
      label={text.revoke}
      fullLabel={text.revokeFull(key.name)}
      question={text.revokeQuestion(key.name)}
      color="red"
      onConfirm={async () => revoke(key.id)}
      {...(isOwn && { onDone: forgetAccessKey })}
    >
      <Stack gap="xs">
        <Text size="sm">{text.revokeDetail}</Text>
        {isOwn && (
          <Text size="sm" fw={600}>
            {text.revokeOwn}
          </Text>
        )}
      </Stack>
    </ConfirmButton>
  );
}
