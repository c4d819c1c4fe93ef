import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { Question } from "../evidence/ask-explanation.ts";
import { Failure } from "../shell/failure.tsx";
import { english } from "../text/english.ts";
import { DetectorProseText } from "./detector-prose-text.tsx";
import styles from "./narrative.module.css";
import type { LanguageModels } from "./use-language-models.ts";
import { useProse } from "./use-prose.ts";

const { inWords } = english;

interface Properties {
  readonly question: Question;
  /** Whether rewriting has voted, and is to be told about. */
  readonly rewrite: boolean;
  readonly place: NonNullable<LanguageModels["place"]>;
}

/** A language model's words about an answer, when somebody asks for them; before that it says where the code would go. */
export function ProsePanel({ question, rewrite, place: { model, host, private: isNear } }: Properties) {
  const { state, error, ask, stop } = useProse(question, rewrite);
  const { phase, detectors } = state;
  const dropped = detectors.filter((one) => one.dropped !== undefined).length;
  const isUnusable = phase === "over" && dropped === detectors.length;
  const saying = {
    idle: "",
    writing: inWords.writing(model),
    over: isUnusable ? inWords.unusable : dropped > 0 ? inWords.writtenInPart : inWords.written,
    stopped: inWords.stopped,
    "cut off": inWords.cutOff,
  }[phase];
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant="light"
          onClick={ask}
          disabled={phase === "writing"}
          classNames={{ root: styles["ask"] ?? "", label: styles["label"] ?? "" }}
        >
          {phase === "idle" || phase === "writing" ? inWords.ask(model, host) : inWords.again}
        </Button>
        {phase === "writing" && (
          <Button variant="default" onClick={stop}>
            {inWords.stop}
          </Button>
        )}
        <Text size="sm" role="status">
          {saying}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {inWords.sends(host)}, {isNear ? inWords.nearby : inWords.outside}. {inWords.changesNothing}
      </Text>
      {error && <Failure error={error} onRetry={ask} />}
      {detectors.length > 0 && (
        <Paper withBorder p="md" className={styles["prose"] ?? ""}>
          <Stack gap="md">
            {!isUnusable && (
              <Text size="xs" fw={600}>
                {inWords.byModel(model, host)}
              </Text>
            )}
            {detectors.map((one) => (
              <DetectorProseText key={one.detector} told={one} isWriting={phase === "writing"} />
            ))}
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}
