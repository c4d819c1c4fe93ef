import type { CodeDetector } from "whowrote/detection";
import type { Verdict } from "whowrote/verdict";
import type { Sample } from "../dataset/sample.ts";

/** What a detector reads of a sample. */
export type ScoredText = Pick<Sample, "code" | "language" | "path">;

/** What a detector says of one text. */
export interface Score {
  /** Of AI, at even prior odds, 0..1; null when the detector abstains. */
  readonly probability: number | null;
  readonly falseAlarmRate: number | null;
  /** Lines judged. */
  readonly lines: number;
  /** One per accepted false-positive rate, in their order. */
  readonly verdicts: readonly Verdict[];
  /** Why the detector broke on this text, which then counts as an abstention. */
  readonly error?: string;
}

/**
 * Asks a detector for its verdicts at several accepted false-positive rates. A verdict depends on the rate only through
 * its comparison with the false alarm rate of the text, so most texts need one question.
 */
export async function scoreText(detector: CodeDetector, text: ScoredText, rates: readonly number[]): Promise<Score> {
  const source = { text: text.code, language: text.language, ...(text.path !== undefined && { path: text.path }) };
  const ask = (falsePositiveRate: number) => detector.detect(source, { falsePositiveRate });
  try {
    const first = await ask(rates[0]!);
    const { probability, falseAlarmRate, lines } = first;
    const asked = [{ rate: rates[0]!, verdict: first.verdict }];
    for (const rate of rates.slice(1)) {
      const isSame = (other: number): boolean =>
        falseAlarmRate === null || falseAlarmRate <= rate === falseAlarmRate <= other;
      const known = asked.find((answer) => isSame(answer.rate));
      asked.push({ rate, verdict: known?.verdict ?? (await ask(rate)).verdict });
    }
    return { probability, falseAlarmRate, lines, verdicts: asked.map(({ verdict }) => verdict) };
  } catch (error) {
    return {
      probability: null,
      falseAlarmRate: null,
      lines: 0,
      verdicts: rates.map(() => "uncertain"),
      error: error instanceof Error ? error.message : String(error),
    };
  }
}
