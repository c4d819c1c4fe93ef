import { Anchor, Paper, Stack, Text } from "@mantine/core";
import { memo, useMemo } from "react";
import { Link } from "wouter";
import { addressOf } from "../../address.ts";
import { AnswerSummary } from "../../evidence/answer-summary.tsx";
import { clipTokens } from "../../evidence/clip-tokens.ts";
import { DetectorVotes } from "../../evidence/detector-votes.tsx";
import type { Explained } from "../../evidence/explained.ts";
import { FunctionList } from "../../evidence/function-list.tsx";
import type { JumpTo } from "../../evidence/jump-to.ts";
import { Section } from "../../evidence/section.tsx";
import { SignalList } from "../../evidence/signal-list.tsx";
import { TopTokens } from "../../evidence/top-tokens.tsx";
import { english } from "../../text/english.ts";
import styles from "./detect.module.css";

const { detect, evidence } = english;

interface Properties {
  readonly answer: Explained;
  /** The text has changed since. */
  readonly isStale: boolean;
  readonly onJump: JumpTo;
  /** The link is about to be followed or copied. Always the same function. */
  readonly onKeep: () => void;
}

/** All of an answer but its headline. Drawn anew only when there is another one: typing must not wait for it. */
export const AnswerPanel = memo(function AnswerPanel({ answer, isStale, onJump, onKeep }: Properties) {
  const { functions, lexical, signals } = answer.evidence;
  const tokens = useMemo(() => clipTokens(answer.top_tokens, lexical.tokens), [answer, lexical]);
  return (
    <Stack gap="lg" className={styles["answer"] ?? ""} data-stale={isStale || undefined} aria-busy={isStale}>
      <Paper withBorder p="md">
        <AnswerSummary answer={answer} />
        <div className={styles["foot"]}>
          <Anchor
            component={Link}
            href={addressOf.detection(answer.id)}
            size="sm"
            className={styles["link"] ?? ""}
            onFocus={onKeep}
            onPointerDown={onKeep}
          >
            {detect.link}
          </Anchor>
          <Text size="sm" className={styles["stale"] ?? ""}>
            {detect.stale}
          </Text>
        </div>
      </Paper>
      <Section title={evidence.detectors}>
        <DetectorVotes detectors={answer.detectors} />
      </Section>
      <Section title={evidence.signals}>
        <SignalList signals={signals} />
      </Section>
      {answer.probability !== null && (
        <Section title={evidence.tokens}>
          <TopTokens tokens={tokens} onJump={onJump} />
        </Section>
      )}
      {functions && (
        <Section title={evidence.functions}>
          <FunctionList verdicts={functions} onJump={onJump} />
        </Section>
      )}
    </Stack>
  );
});
