import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import type { KeyDraft, useMakeKey } from "./use-keys.ts";

const { keys: text } = english;

type Scope = KeyDraft["scopes"][number];
const scopes = ["predict", "batch", "read", "admin"] as const satisfies readonly Scope[];

const dayMs = 86_400_000;
const defaultDays = "90";

interface KeyFormProperties {
  readonly make: ReturnType<typeof useMakeKey>;
}

/** What a new key is called, what it may do, how often and for how long. */
export function KeyForm({ make }: KeyFormProperties) {
  const [name, setName] = useState("");
  const [held, setHeld] = useState<readonly Scope[]>(["predict"]);
  const [rate, setRate] = useState<number | string>("");
  const [days, setDays] = useState(defaultDays);
  const isComplete = name.trim() !== "" && held.length > 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    make.mutate({
      name: name.trim(),
      scopes: [...held],
      ...(typeof rate === "number" && { rate_per_minute: rate }),
      ...(days !== "ever" && { expires_at: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text.name}
          description={text.nameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
        <Checkbox.Group
          label={text.scopes}
          description={text.scopesHint}
          value={[...held]}
          onChange={(values) => setHeld(scopes.filter((scope) => values.includes(scope)))}
        >
          <Stack gap="xs" mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={text.scope[scope]} description={text.scopeMeaning[scope]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group grow align="flex-start">
          <NativeSelect
            label={text.expiry}
            description={text.expiryHint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            data={expiries.map((value) => ({ value, label: text.expiries[value] }))}
          />
          <NumberInput
            label={text.rate}
            description={text.rateHint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={rate}
            onChange={setRate}
            min={1}
            max={10_000_000}
            allowDecimal={false}
            hideControls
          />
        </Group>
        {make.error && <Failure error={make.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending} disabled={!isComplete}>
            {text.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const expiries = ["30", defaultDays, "365", "ever"] as const;
