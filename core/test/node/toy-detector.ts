import type { CodeDetector, Detection, Reason } from "../../src/detection.ts";
import type { LanguageId } from "../../src/language.ts";

interface ToySource {
  readonly text: string;
  readonly language: LanguageId;
  readonly path?: string;
}

/**
 * A detector whose answers can be computed by hand: the probability is the share of lines that are comments, "ai" from 0.5
 * on, "human" under 0.2, "uncertain" between, and no probability under three lines. The text can order it to misbehave.
 */
// oxlint-disable-next-line typescript/require-await -- the contract is asynchronous
export async function loadDetector({ folder }: { readonly folder: string }): Promise<CodeDetector> {
  if (folder.includes("broken")) throw new Error("the toy checkpoint is broken", { cause: new Error("by order") });
  return {
    checkpoint: "toy",
    // oxlint-disable-next-line typescript/require-await -- the contract is asynchronous
    detect: async (source, options) => detect(source, options?.falsePositiveRate ?? 0.01),
    // oxlint-disable-next-line typescript/require-await -- the contract is asynchronous
    explain: async (source, options) => {
      const detection = detect(source, options?.falsePositiveRate ?? 0.01);
      const lines = source.text.replace(/\n$/, "").split("\n");
      let start = 0;
      const tokens = lines.map((line) => {
        const token = { start, end: start + line.length, contribution: isComment(line) ? 1 : -0.5 };
        start += line.length + 1;
        return token;
      });
      return {
        ...detection,
        signals: detection.reasons,
        lexicalScore: tokens.reduce((sum, { contribution }) => sum + contribution, 0),
        lexicalBias: 0,
        lineContributions: tokens.map(({ contribution }) => contribution),
        tokenContributions: tokens,
      };
    },
    errorRates: () => ({ sensitivity: { rate: 0.8, n: 1000 }, falsePositive: { rate: 0.1, n: 1000 } }),
    scale: () => ({ bin: "1-9", humans: 0, humanGroups: 0, ais: 0, aiFrom: null, humanTo: null, marks: [] }),
    close: () => {},
  };
}

const isComment = (line: string): boolean => /^\s*(#|\/\/)/.test(line);

function detect({ text, language, path }: ToySource, falsePositiveRate: number): Detection {
  misbehave(text);
  const lines = text.trim().split("\n");
  const share = lines.filter(isComment).length / lines.length;
  const reason: Reason = {
    id: "comment.line-share",
    meaning: "share of lines that are comments",
    unit: "share",
    value: share,
    contribution: share - 0.35,
    typical: { human: [0.02, 0.1], ai: [0.3, 0.6] },
  };
  const answer = {
    ...(path !== undefined && { path }),
    language,
    lines: lines.length,
    truncated: false,
    checkpoint: "toy",
    detectors: [
      { detector: "stylometry", score: share },
      { detector: "lexical", score: null, abstains: "it is a toy" },
    ],
  } as const;
  if (lines.length < 3)
    return {
      ...answer,
      verdict: "uncertain",
      probability: null,
      falseAlarmRate: null,
      reason: "too short",
      reasons: [],
    };
  const verdict = share >= 0.5 ? "ai" : share < 0.2 ? "human" : "uncertain";
  const why = `comments at a rate of ${falsePositiveRate}`;
  return { ...answer, verdict, probability: share, falseAlarmRate: 1 - share, reason: why, reasons: [reason] };
}

function misbehave(text: string): void {
  if (text.includes("ORDER: hang")) for (;;);
  if (text.includes("ORDER: exit")) process.exit(3);
  if (text.includes("ORDER: throw")) throw new Error("thrown by order");
  if (text.includes("ORDER: dawdle")) for (const end = performance.now() + 150; performance.now() < end;);
}
