import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useId } from "react";

interface ChoiceProperties<Value extends string> {
  readonly label: string;
  /** What the choice that is made means. */
  readonly hint?: string;
  readonly value: Value;
  readonly labels: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

/** One setting with two or three choices. */
export function Choice<Value extends string>({ label, hint, value, labels, onChange }: ChoiceProperties<Value>) {
  const id = useId();
  const entries = Object.entries(labels) as [Value, string][];
  return (
    <Stack gap={6} align="flex-start">
      <Text id={id} size="sm" fw={600}>
        {label}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        onChange={onChange}
        data={entries.map(([choice, text]) => ({ value: choice, label: text }))}
      />
      {hint !== undefined && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  );
}
