import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { calibrateProbability } from "whowrote/calibration";
import { parseCheckpoint } from "whowrote/checkpoint";
import { languageIds } from "whowrote/language";
import { lengthBins } from "whowrote/length-bin";
import { expect, test } from "vitest";
import { measureDrift } from "../../src/monitoring/measure-drift.ts";
import { mix, type Mixture } from "../../src/monitoring/mixture.ts";
import { createProbabilityMixture } from "../../src/monitoring/probability-mixture.ts";
import { createSignalMixture } from "../../src/monitoring/signal-mixture.ts";

const file = resolve("models", "quick", "checkpoint.json");
const { calibration } = parseCheckpoint(readFileSync(file, "utf8"), file);

test("the released checkpoint has a reference of at least three bins for every language and length", () => {
  for (const language of languageIds)
    for (const [at] of lengthBins.entries()) {
      const lengths = lengthBins.map((_, bin) => (bin === at ? 10 : 0));
      const mixture = createProbabilityMixture(calibration, language, lengths)!;
      expect(mixture.human.length).toBeGreaterThanOrEqual(3);
      for (const shares of [mixture.human, mixture.ai]) {
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      }
    }
});

test("a share of people's scores above a kept threshold is the share the table names", () => {
  const cell = calibration.find(({ language, bin }) => language === "python" && bin === "30-99")!;
  const mixture = createProbabilityMixture([cell], "python", [0, 0, 1, 0])!;
  // A tenth of people's code is above humanTail[3], whose probability lies in one of the bins.
  const threshold = calibrateProbability(cell, cell.humanTail[3]!);
  const bin = mixture.edges.filter((edge) => edge <= threshold).length;
  const above = mixture.human.slice(bin + 1).reduce((sum, share) => sum + share, 0);
  expect(above).toBeLessThan(0.1);
  expect(above + mixture.human[bin]!).toBeGreaterThan(0.1);
});

test("two lengths are mixed as they were seen", () => {
  const short = createProbabilityMixture(calibration, "go", [1, 0, 0, 0])!;
  const long = createProbabilityMixture(calibration, "go", [0, 0, 0, 1])!;
  const both = createProbabilityMixture(calibration, "go", [3, 0, 0, 1])!;
  const lastEdge = both.edges.at(-1)!;
  const above = ({ edges, human }: Mixture) =>
    human.slice(edges.indexOf(lastEdge) + 1).reduce((sum, share) => sum + share, 0);
  expect(above(both)).toBeCloseTo(0.75 * above(short) + 0.25 * above(long), 12);
});

// By hand: people's middle half is 10 to 20, AI's 12 to 22; common is 12 to 20.
// Below 12: people .25 + .5 x 2/10 = .35, AI .25. Below 20: people .75, AI .25 + .5 x 8/10 = .65.
test("a signal's reference lies between the quartiles of both sides", () => {
  const quartiles = { language: "go", signal: "identifier.length", human: [10, 20], ai: [12, 22] } as const;
  const mixture = createSignalMixture(quartiles, { human: 300, ai: 100 })!;
  expect(mixture.edges).toEqual([12, 20]);
  expect(mixture.trained).toBe(0.25);
  for (const [seen, expected] of [
    [mixture.human, [0.35, 0.4, 0.25]],
    [mixture.ai, [0.25, 0.4, 0.35]],
  ] as const)
    for (const [bin, share] of expected.entries()) expect(seen[bin]).toBeCloseTo(share, 12);
});

test("a signal whose middle halves have nothing in common has no reference", () => {
  const quartiles = { language: "go", signal: "identifier.length", human: [1, 2], ai: [3, 4] } as const;
  expect(createSignalMixture(quartiles, { human: 1, ai: 1 })).toBeUndefined();
});

const mixture: Mixture = {
  edges: [0.2, 0.5, 0.8],
  human: [0.7, 0.2, 0.08, 0.02],
  ai: [0.05, 0.1, 0.25, 0.6],
  trained: 0.4,
  samples: 5000,
};
const drawn = (shares: readonly number[], n: number) => shares.map((share) => Math.round(share * n));

test("fewer than 200 say nothing", () => {
  expect(measureDrift([0, 0, 0, 199], mixture)).toMatchObject({ n: 199, level: "too-few", measured: null });
});

test("what is as in training is steady", () => {
  expect(measureDrift(drawn(mix(mixture, 0.4), 1000), mixture)).toMatchObject({ level: "steady" });
});

test("another share of AI code warns, names the share and alarms nobody", () => {
  const found = measureDrift(drawn(mix(mixture, 0.95), 2000), mixture);
  expect(found.measured!.stability).toBeGreaterThan(0.25);
  expect(found.measured!.nearestMix.ai).toBeCloseTo(0.95, 1);
  expect(found).toMatchObject({ level: "warning", reading: expect.stringContaining("95 % AI code") as string });
});

test("scores that no mix explains alarm", () => {
  const found = measureDrift([100, 1700, 100, 100], mixture);
  expect(found).toMatchObject({ level: "alarm" });
  expect(found.measured!.kolmogorovSmirnov.chance).toBeLessThan(0.001);
});

test("without a reference nothing is measured", () => {
  expect(measureDrift([300], undefined)).toMatchObject({ level: "no-reference", measured: null });
});
