import type { CodeDetector } from "../detection.ts";
import type { MeasuredFigure } from "../narrative.ts";
import { writeNarrative } from "../narrative/write-narrative.ts";
import type { JudgedText } from "../node/judge.ts";
import type { NarratedFile } from "./explainer.ts";
import type { Narrator } from "./narrator.ts";

/** What explains a file, and how. */
export interface Explaining {
  readonly detector: CodeDetector;
  readonly falsePositiveRate: number;
  readonly metrics: Readonly<Record<string, MeasuredFigure>>;
  readonly narrator: Narrator | undefined;
  /** Whether an encoder's score is shared out among the tokens, which takes it a minute a file. */
  readonly tokens: boolean;
  readonly signal: AbortSignal;
}

/** Explains one text and puts it into words. */
export async function narrateFile(
  path: string,
  { text, language, truncated }: JudgedText,
  { detector, falsePositiveRate, metrics, narrator, tokens, signal }: Explaining,
): Promise<NarratedFile> {
  const answer = await detector.explain(
    { text, language, path },
    {
      falsePositiveRate,
      stability: true,
      neural: tokens,
    },
  );
  const explanation = { ...answer, truncated: answer.truncated || truncated };
  const request = { text, explanation, falsePositiveRate };
  return {
    path,
    ...request,
    narrative: writeNarrative({ ...request, metrics }),
    ...(narrator && { prose: await narrator.tell(request, signal) }),
  };
}
