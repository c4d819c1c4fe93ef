import type { CodeDetector } from "../detection.ts";
import type { MeasuredFigure } from "../narrative.ts";
import { writeNarrative } from "../narrative/write-narrative.ts";
import type { JudgedText } from "../node/judge.ts";
import type { Rewriter } from "../node/rewriting/open-rewriter.ts";
import { joinVote } from "../rewriting/join-vote.ts";
import { percent } from "../words.ts";
import type { NarratedFile } from "./explainer.ts";
import type { Narrator } from "./narrator.ts";
import type { ProgressLine } from "./progress.ts";

/** What explains a file, and how. */
export interface Explaining {
  readonly detector: CodeDetector;
  readonly falsePositiveRate: number;
  readonly metrics: Readonly<Record<string, MeasuredFigure>>;
  /** Left out where no language model is to write. */
  readonly narrator?: Narrator;
  /** Left out where no language model is to rewrite the code. */
  readonly rewriter?: Rewriter;
  /** Whether an encoder's score is shared out among the tokens, which takes it a minute a file. */
  readonly tokens: boolean;
  readonly progress?: ProgressLine;
  readonly signal: AbortSignal;
}

/** Explains one text and puts it into words. */
export async function narrateFile(
  path: string,
  { text, language, truncated }: JudgedText,
  { detector, falsePositiveRate, metrics, narrator, rewriter, tokens, progress, signal }: Explaining,
): Promise<NarratedFile> {
  const answer = await detector
    .explain(
      { text, language, path },
      {
        falsePositiveRate,
        stability: true,
        neural: tokens,
        ...(progress && {
          onAttribution: (done, total) => progress.show(() => `${percent(Math.min(1, done / total))} explained`, path),
        }),
      },
    )
    .finally(() => progress?.clear());
  const rewriting = await rewriter?.ask({ text, language, path }, { signal });
  const measured = { ...answer, truncated: answer.truncated || truncated };
  const explanation = rewriting ? joinVote(measured, rewriting, falsePositiveRate) : measured;
  const request = { text, explanation, falsePositiveRate, ...(rewriting && { rewriting }) };
  return {
    path,
    ...request,
    narrative: writeNarrative({ ...request, metrics }),
    ...(narrator && { prose: await narrator.tell(request, signal) }),
  };
}
