import { Checkbox, Group, NumberInput, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { ConfirmButton } from "../../shell/confirm-button.tsx";
import { english } from "../../text/english.ts";
import { lineupText } from "./lineup-text.ts";
import styles from "./models.module.css";
import { RollBackButton } from "./roll-back-button.tsx";
import { type Lineup, useLineupActions } from "./use-lineup.ts";
import type { ModelVersion } from "./use-models.ts";

const { models: text } = english;

interface Choice {
  readonly percent: number;
  readonly isShadow: boolean;
}

/** Lets an administrator share the traffic out among versions. */
export function LineupForm({ models }: { readonly models: readonly ModelVersion[] }) {
  const usable = models.filter(({ state, checkpoint }) => state !== "broken" && checkpoint);
  const { setLineup } = useLineupActions();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const choiceOf = ({ id, weight, state }: ModelVersion): Choice =>
    choices[id] ?? { percent: Math.round(weight * 10_000) / 100, isShadow: state === "shadow" };
  const change = (version: ModelVersion, part: Partial<Choice>) =>
    setChoices((before) => ({ ...before, [version.id]: { ...choiceOf(version), ...part } }));

  const sum = usable.reduce((total, version) => total + choiceOf(version).percent, 0);
  const both = usable.find((version) => choiceOf(version).isShadow && choiceOf(version).percent > 0);
  const isWhole = Math.abs(sum - 100) < 0.001;
  const lineup: Lineup = {
    weights: Object.fromEntries(
      usable
        .filter((version) => choiceOf(version).percent > 0)
        .map((version) => [version.id, choiceOf(version).percent / 100]),
    ),
    shadows: usable.filter((version) => choiceOf(version).isShadow).map(({ id }) => id),
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="weights">
      <Title order={2} size="h4" id="weights">
        {text.weights}
      </Title>
      <Text size="sm" c="dimmed">
        {text.weightsIntro}
      </Text>
      <Stack gap="xs" mt="sm">
        {usable.map((version) => (
          <Group key={version.id} gap="md">
            <NumberInput
              aria-label={text.weightOf(version.id)}
              value={choiceOf(version).percent}
              onChange={(value) => change(version, { percent: Number(value) })}
              min={0}
              max={100}
              step={5}
              decimalScale={2}
              suffix=" %"
              w={110}
            />
            <Text size="sm" className={styles["id"]} miw={140}>
              {version.id}
            </Text>
            <Checkbox
              label={text.isShadow}
              aria-label={text.shadowOf(version.id)}
              checked={choiceOf(version).isShadow}
              onChange={(event) => change(version, { isShadow: event.currentTarget.checked })}
            />
          </Group>
        ))}
        <Text role="status" size="sm">
          {!isWhole && text.sum(String(Number(sum.toFixed(2))))}
          {both && text.shadowAnswers(both.id)}
        </Text>
        <Group>
          <ConfirmButton
            label={text.apply}
            question={text.applyQuestion}
            variant="filled"
            disabled={!isWhole || both !== undefined}
            onConfirm={async () => setLineup(lineup)}
            onDone={() => setChoices({})}
          >
            {[text.applyDetail, ...lineupText(lineup)].map((line) => (
              <div key={line}>{line}</div>
            ))}
          </ConfirmButton>
          <RollBackButton />
        </Group>
      </Stack>
    </Paper>
  );
}
