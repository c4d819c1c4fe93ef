import { expect, test } from "vitest";
import type { CodeDetector } from "whowrote/detection";
import { scoreSamples } from "../../src/evaluate/score-samples.ts";
import { scoreText, type ScoredText } from "../../src/evaluate/score.ts";
import { loadDetector } from "./toy-detector.ts";

const rates = [0.01, 0.001, 0.05];
const text = (code: string): ScoredText => ({ code, language: "python" });
const settings = { detectorModule: import.meta.resolve("./toy-detector.ts"), folder: "toy", rates, threads: 2 };

/** The toy, and the rates it was asked at. */
async function countingDetector(): Promise<{ detector: CodeDetector; asked: number[] }> {
  const toy = await loadDetector({ folder: "toy" });
  const asked: number[] = [];
  const detect: CodeDetector["detect"] = (source, options) => {
    asked.push(options!.falsePositiveRate!);
    return toy.detect(source, options);
  };
  return { detector: { ...toy, detect }, asked };
}

test("verdicts at several rates are those of one question each", async () => {
  const { detector } = await countingDetector();
  for (const rate of [0.0005, 0.004, 0.02, 0.3])
    for (const probability of [0.1, 0.9]) {
      const code = `probability=${probability} rate=${rate}`;
      const each = await Promise.all(
        rates.map(
          async (one) =>
            (await detector.detect({ text: code, language: "python" }, { falsePositiveRate: one })).verdict,
        ),
      );
      expect((await scoreText(detector, text(code), rates)).verdicts).toEqual(each);
    }
});

test("a text that is beyond all rates is asked once", async () => {
  const { detector, asked } = await countingDetector();
  await scoreText(detector, text("probability=0.9 rate=0.3"), rates);
  await scoreText(detector, text("nothing"), rates);
  expect(asked).toEqual([0.01, 0.01]);
});

test("an abstention has no probability and is uncertain at every rate", async () => {
  const { detector } = await countingDetector();
  expect(await scoreText(detector, text("nothing\n"), rates)).toEqual({
    probability: null,
    falseAlarmRate: null,
    lines: 2,
    verdicts: ["uncertain", "uncertain", "uncertain"],
  });
});

test("threads give every text its own score, in order, and survive a text that breaks the detector", async () => {
  const texts = Array.from({ length: 100 }, (_, i) => text(i === 50 ? "broken" : `probability=${i / 100} rate=0.5`));
  let told = 0;
  const scores = await scoreSamples(texts, { ...settings, onScores: (batch) => void (told += batch.length) });
  expect(scores.map(({ probability }) => probability)).toEqual(texts.map((_, i) => (i === 50 ? null : i / 100)));
  expect(scores[50]!.error).toBe("this text breaks the detector");
  expect(told).toBe(100);
});

test("a detector that cannot be loaded ends the scoring with its own words", async () => {
  await expect(scoreSamples([text("nothing")], { ...settings, folder: "absent" })).rejects.toThrow(
    /absent cannot be read/,
  );
});

test("no texts give no scores", async () => {
  expect(await scoreSamples([], settings)).toEqual([]);
});
