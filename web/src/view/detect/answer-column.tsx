import { Stack, Text } from "@mantine/core";
import { Suspense, useDeferredValue, useEffect } from "react";
import { ApiError } from "../../api/api-error.ts";
import { AnswerHeadline } from "../../evidence/answer-headline.tsx";
import type { JumpTo } from "../../evidence/jump-to.ts";
import { Failure } from "../../shell/failure.tsx";
import { lateView } from "../../shell/late-view.ts";
import { english } from "../../text/english.ts";
import { AboutDetection } from "./about-detection.tsx";
import styles from "./detect.module.css";
import type { Judgement } from "./use-judgement.ts";

const { detect } = english;

const loadWholeAnswer = async () => (await import("./whole-answer.tsx")).WholeAnswer;
const WholeAnswer = lateView(loadWholeAnswer);

interface Properties {
  readonly judgement: Judgement;
  readonly isTyping: boolean;
  readonly onJump: JumpTo;
  /** The answer is of use to somebody: it must stay in the history. */
  readonly onKeep: () => void;
}

/**
 * The answer beside the code, and on a phone below it, where the headline stays in sight. The headline stands in a live region
 * that is always there, so that changes are read out.
 */
export function AnswerColumn({
  judgement: { judged, isAsking, isUnanswered, error, retry },
  isTyping,
  onJump,
  onKeep,
}: Properties) {
  // It is not needed to draw the page, but soon after.
  useEffect(() => {
    loadWholeAnswer().catch(() => undefined);
  }, []);
  const answer = judged?.answer;
  // The headline at once; the rest may wait while somebody types.
  const whole = useDeferredValue(judged);
  // A text that cannot be judged at all, most often because its language is not known, has got its answer with that.
  const unjudged = error instanceof ApiError && error.status === 422 ? error.message : undefined;
  const isStale = isTyping || isAsking || (error !== null && unjudged === undefined);
  return (
    <>
      <div role="status" className={styles["headline"]} data-stale={isStale || undefined}>
        {unjudged !== undefined ? (
          <>
            <AnswerHeadline answer={{ verdict: "uncertain", probability: null }} />
            <Text size="sm">{unjudged}</Text>
          </>
        ) : answer ? (
          <>
            <AnswerHeadline answer={answer} />
            {isUnanswered && <Text size="sm">{detect.stale}</Text>}
          </>
        ) : (
          isAsking && detect.judging
        )}
      </div>
      <Stack gap="md" className={styles["rest"] ?? ""}>
        {error && unjudged === undefined && <Failure error={error} onRetry={retry} />}
        {judged && whole && unjudged === undefined && (
          <Suspense>
            <WholeAnswer judged={whole} isStale={isStale} onJump={onJump} onKeep={onKeep} />
          </Suspense>
        )}
        {!answer && !isAsking && !error && <AboutDetection />}
      </Stack>
    </>
  );
}
