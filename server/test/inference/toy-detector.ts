import { setTimeout } from "node:timers/promises";
import type { CodeDetector, Detection } from "whowrote/detection";
import type { LanguageId } from "whowrote/language";

interface ToySource {
  readonly text: string;
  readonly language: LanguageId;
  readonly path?: string;
}

/** Gives the first line of the text, and how many it was given in its thread. The text can order it to misbehave. */
// oxlint-disable-next-line typescript/require-await -- the contract is asynchronous
export async function loadDetector({ folder }: { readonly folder: string }): Promise<CodeDetector> {
  if (folder.includes("broken")) throw new Error("the toy checkpoint is broken");
  if (folder.includes("crashing")) process.exit(7);
  let judged = 0;
  const detect = async ({ text, language, path }: ToySource, rate: number): Promise<Detection> => {
    if (text.includes("ORDER: hang")) for (;;);
    if (text.includes("ORDER: exit")) process.exit(3);
    if (text.includes("ORDER: throw")) throw new Error("thrown by order");
    const nap = /^# ORDER: sleep (\d+)/.exec(text)?.[1];
    if (nap !== undefined) await setTimeout(Number(nap));
    if (text.startsWith("# ")) judged++;
    return {
      ...(path !== undefined && { path }),
      language,
      verdict: "uncertain",
      probability: 0.5,
      falseAlarmRate: rate,
      reason: `${text.split("\n")[0]} (${judged})`,
      detectors: [],
      reasons: [],
      lines: text.split("\n").length,
      truncated: false,
      checkpoint: folder,
    };
  };
  return {
    checkpoint: folder,
    detect: async (source, options) => detect(source, options?.falsePositiveRate ?? 0.01),
    explain: async (source, options) => ({
      ...(await detect(source, options?.falsePositiveRate ?? 0.01)),
      signals: [],
      lexicalScore: 0,
      lexicalBias: 0,
      lineContributions: [],
      tokenContributions: [],
    }),
    errorRates: () => ({ sensitivity: { rate: 0.8, n: 1000 }, falsePositive: { rate: 0.1, n: 1000 } }),
    scale: () => ({ bin: "1-9", humans: 0, humanGroups: 0, ais: 0, aiFrom: null, humanTo: null, marks: [] }),
    close: () => {},
  };
}
