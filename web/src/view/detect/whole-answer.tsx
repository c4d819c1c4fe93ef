import type { JumpTo } from "../../evidence/jump-to.ts";
import { InWords } from "../../narrative/in-words.tsx";
import { AnswerPanel } from "./answer-panel.tsx";
import type { Judged } from "./use-judgement.ts";

interface Properties {
  readonly judged: Judged;
  readonly isStale: boolean;
  readonly onJump: JumpTo;
  readonly onKeep: () => void;
}

/** Everything below an answer's headline: in figures, and in words. */
export function WholeAnswer({ judged: { question, answer }, isStale, onJump, onKeep }: Properties) {
  return (
    <>
      <AnswerPanel answer={answer} isStale={isStale} onJump={onJump} onKeep={onKeep} />
      <InWords question={question} answer={answer} />
    </>
  );
}
