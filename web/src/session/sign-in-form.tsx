import { Button, Code, PasswordInput, Radio, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { keepAccessKey, type KeyPlace } from "../api/access-key.ts";
import { ApiError } from "../api/api-error.ts";
import { Failure } from "../shell/failure.tsx";
import { english } from "../text/english.ts";
import { askIdentity } from "./ask-identity.ts";

const { session: text } = english;

/** Takes a key, and keeps it only when the server knows it. */
export function SignInForm() {
  const [key, setKey] = useState("");
  const [place, setPlace] = useState<KeyPlace>("tab");
  const check = useMutation({
    mutationFn: async (given: string) => askIdentity(given),
    gcTime: 0, // what it was given is the key
    onSuccess: (_identity, given) => keepAccessKey(given, place),
  });
  const isWrong = check.error instanceof ApiError && check.error.status === 401;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (key.trim() !== "") check.mutate(key.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PasswordInput
          label={text.key}
          description={text.keyHint}
          value={key}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            check.reset();
          }}
          error={isWrong && check.error?.message}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Radio.Group
          label={text.keep}
          value={place}
          onChange={(value) => setPlace(value === "device" ? "device" : "tab")}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="tab" label={text.forTab} description={text.forTabHint} />
            <Radio value="device" label={text.onDevice} description={text.onDeviceHint} />
          </Stack>
        </Radio.Group>
        {check.error && !isWrong && <Failure error={check.error} />}
        <Button type="submit" loading={check.isPending} disabled={key.trim() === ""}>
          {text.signIn}
        </Button>
        <Text size="sm" c="dimmed">
          {text.noKey} <Code>whowrote keys create --name NAME --scopes predict,read</Code>
        </Text>
      </Stack>
    </form>
  );
}
