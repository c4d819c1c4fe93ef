import { Stack, Text } from "@mantine/core";
import { ApiError } from "../../api/api-error.ts";
import { AnswerHeadline } from "../../evidence/answer-headline.tsx";
import type { JumpTo } from "../../evidence/jump-to.ts";
import { Failure } from "../../shell/failure.tsx";
import { english } from "../../text/english.ts";
import { AboutDetection } from "./about-detection.tsx";
import { AnswerPanel } from "./answer-panel.tsx";
import styles from "./detect.module.css";
import type { Judgement } from "./use-judgement.ts";

const { detect } = english;

interface Properties {
  readonly judgement: Judgement;
  readonly isTyping: boolean;
  readonly onJump: JumpTo;
}

/** The answer beside the code, below it on a phone, where the headline stays in sight. The headline stands in a live region that is always there, so that changes are read out. */
export function AnswerColumn({ judgement: { judged, isAsking, error, retry }, isTyping, onJump }: Properties) {
  const answer = judged?.answer;
  // A text that cannot be judged at all, most often because its language is not known, has got its answer with that.
  const unjudged = error instanceof ApiError && error.status === 422 ? error.message : undefined;
  return (
    <>
      <div role="status" className={styles["headline"]}>
        {unjudged !== undefined ? (
          <>
            <AnswerHeadline answer={{ verdict: "uncertain", probability: null }} />
            <Text size="sm">{unjudged}</Text>
          </>
        ) : answer ? (
          <AnswerHeadline answer={answer} />
        ) : (
          isAsking && detect.judging
        )}
      </div>
      <Stack gap="md" className={styles["rest"] ?? ""}>
        {error && unjudged === undefined && <Failure error={error} onRetry={retry} />}
        {answer && unjudged === undefined && (
          <AnswerPanel answer={answer} isStale={isTyping || isAsking || error !== null} onJump={onJump} />
        )}
        {!answer && !isAsking && !error && <AboutDetection />}
      </Stack>
    </>
  );
}
