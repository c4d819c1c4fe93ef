import { tailRates, type CalibrationCell } from "whowrote/calibration";
import { languageIds, type LanguageId } from "whowrote/language";
import { lengthBins, type LengthBin } from "whowrote/length-bin";

/** A held-out sample: its score comes from a model that never saw its group. */
export interface HeldOutScore {
  readonly score: number;
  readonly ai: boolean;
  readonly language: LanguageId;
  readonly bin: LengthBin;
  readonly group: string;
  /** What it counts beside its group's size: more for populations that are hard, or alike to what is judged. */
  readonly weight: number;
  /**
   * Whether it comes from a real project. Exercises are held out by whole collections and score apart from real code:
   * people's count for the thresholds, so that novices are not accused, but none places the probability.
   */
  readonly real: boolean;
}

export interface CalibrationOptions {
  /** How much the whole language, and everything, weigh beside a cell's own samples (pseudo-counts). */
  readonly languageWeight: number;
  readonly overallWeight: number;
}

interface WeightedScore {
  readonly score: number;
  readonly weight: number;
}

/**
 * One {@link CalibrationCell} for each language and length bin. A group weighs as the square root of its size, so
 * that one large repository does not set a threshold.
 */
export function fitCalibration(samples: readonly HeldOutScore[], options: CalibrationOptions): CalibrationCell[] {
  for (const ai of [false, true])
    if (!samples.some((sample) => sample.real && sample.ai === ai))
      throw new Error(
        `No held-out sample of real ${ai ? "AI" : "people's"} code is there to calibrate on. Add files or functions of projects with the label ${ai ? "ai" : "human"}.`,
      );
  const weighted = weighByGroup(samples);
  return languageIds.flatMap((language) =>
    lengthBins.map((bin) => {
      const pool = (ai: boolean) => {
        const side = weighted.filter((sample) => sample.ai === ai && (sample.real || !ai));
        const sameLanguage = side.filter((sample) => sample.language === language);
        const own = sameLanguage.filter((sample) => sample.bin === bin);
        const pooled = [
          ...own,
          ...scaleTo(sameLanguage, options.languageWeight),
          ...scaleTo(side, options.overallWeight),
        ];
        return { own, pooled };
      };
      const human = pool(false);
      const ai = pool(true);
      return {
        language,
        bin,
        humans: human.own.length,
        humanGroups: new Set(human.own.map((sample) => sample.group)).size,
        ais: ai.own.length,
        ...fitPlatt(
          human.pooled.filter((sample) => sample.real),
          ai.pooled,
        ),
        humanTail: upperTail(human.pooled),
        aiTail: upperTail(ai.pooled.map(({ score, weight }) => ({ score: -score, weight }))).map((score) => -score),
      };
    }),
  );
}

function weighByGroup(samples: readonly HeldOutScore[]): HeldOutScore[] {
  const key = (sample: HeldOutScore) => `${sample.ai}|${sample.language}|${sample.bin}|${sample.group}`;
  const sizes = new Map<string, number>();
  for (const sample of samples) sizes.set(key(sample), (sizes.get(key(sample)) ?? 0) + 1);
  return samples.map((sample) => ({ ...sample, weight: sample.weight / Math.sqrt(sizes.get(key(sample))!) }));
}

function scaleTo<T extends WeightedScore>(samples: readonly T[], total: number): T[] {
  const sum = samples.reduce((all, sample) => all + sample.weight, 0);
  return samples.map((sample) => ({ ...sample, weight: (sample.weight * total) / sum }));
}

/** Scores that the shares {@link tailRates} of the weight exceed. */
function upperTail(samples: readonly WeightedScore[]): number[] {
  const falling = samples.toSorted((a, b) => b.score - a.score);
  const total = falling.reduce((sum, sample) => sum + sample.weight, 0);
  const thresholds = Array.from<number>({ length: tailRates.length });
  let above = 0;
  let at = 0;
  for (let rate = tailRates.length - 1; rate >= 0; rate--) {
    while (at < falling.length && above + falling[at]!.weight <= tailRates[rate]! * total)
      above += falling[at++]!.weight;
    thresholds[rate] = falling[Math.min(at, falling.length - 1)]!.score;
  }
  return thresholds;
}

/**
 * Logistic regression on the score, each side weighing one half (Platt 1999), by Newton's method with halved steps
 * wherever a full one would not lower the loss. The slope is drawn towards 1 by a weak prior.
 */
function fitPlatt(human: readonly WeightedScore[], ai: readonly WeightedScore[]): { slope: number; intercept: number } {
  const rows = [...halved(human, 0), ...halved(ai, 1)];
  const loss = (slope: number, intercept: number) =>
    rows.reduce(
      (sum, { score, weight, target }) => {
        const odds = slope * score + intercept;
        return sum + weight * (Math.max(odds, 0) - odds * target + Math.log1p(Math.exp(-Math.abs(odds))));
      },
      (priorStrength * (slope - 1) ** 2) / 2,
    );
  let [slope, intercept] = [1, 0];
  let current = loss(slope, intercept);
  for (let step = 0; step < 30; step++) {
    const [ds, di] = newtonStep(rows, slope, intercept);
    let size = 1;
    while (size > 1e-4 && loss(slope - size * ds, intercept - size * di) > current) size /= 2;
    slope -= size * ds;
    intercept -= size * di;
    const next = loss(slope, intercept);
    if (current - next < 1e-10) break;
    current = next;
  }
  return { slope, intercept };
}

const priorStrength = 1e-3;

function newtonStep(rows: ReturnType<typeof halved>, slope: number, intercept: number): [number, number] {
  let [gs, gi, hss, hsi, hii] = [priorStrength * (slope - 1), 0, priorStrength, 0, 1e-9];
  for (const { score, weight, target } of rows) {
    const p = 1 / (1 + Math.exp(-(slope * score + intercept)));
    const error = weight * (p - target);
    const curve = weight * p * (1 - p);
    gs += error * score;
    gi += error;
    hss += curve * score * score;
    hsi += curve * score;
    hii += curve;
  }
  const determinant = hss * hii - hsi * hsi;
  return [(hii * gs - hsi * gi) / determinant, (hss * gi - hsi * gs) / determinant];
}

function halved(samples: readonly WeightedScore[], target: 0 | 1) {
  const total = samples.reduce((sum, sample) => sum + sample.weight, 0);
  return samples.map(({ score, weight }) => ({ score, weight: weight / (2 * total), target }));
}
