import { calibrateProbability, falseAlarmRate, missRate, type CalibrationCell } from "whowrote/calibration";
import { z95 } from "whowrote/statistics/interval";
import { probabilityEdges } from "../monitoring/probability-mixture.ts";
import type { WireQuality } from "../schema/model-quality.ts";

type Bin = WireQuality["reliability"][number]["bins"][number];

/** A bin is cut into so many slices to find the mean probability in it. */
const slices = 20;

/**
 * How often probabilities are right, in tenths. Between the median of people's scores and that of AI's both tails are known;
 * what lies outside is one bin on either side. Each cell counts by its samples, people's and AI's weigh the same in all.
 * @returns nothing where the tails leave no bins
 */
export function createReliability(calibration: readonly CalibrationCell[]): Bin[] {
  const cells = calibration.filter(({ slope, humans, ais }) => slope > 0 && humans > 0 && ais > 0);
  const edges = probabilityEdges.filter((edge) => cells.every((cell) => isKnown(cell, edge)));
  if (cells.length === 0 || edges.length === 0) return [];
  const people = sum(cells, ({ humans }) => humans);
  const machines = sum(cells, ({ ais }) => ais);
  const below = (probability: number): Shares => ({
    human: sum(cells, (cell) => cell.humans * (1 - falseAlarmRate(cell, scoreOf(cell, probability)))) / people,
    ai: sum(cells, (cell) => cell.ais * missRate(cell, scoreOf(cell, probability))) / machines,
  });
  const bounds = [0, ...edges, 1];
  return bounds.slice(1).map((to, at) => {
    const from = bounds[at]!;
    const isOuter = at === 0 || at === edges.length;
    const { human, ai } = between(from === 0 ? nothing : below(from), to === 1 ? everything : below(to));
    const humans = Math.round(human * people);
    const ais = Math.round(ai * machines);
    return {
      ...{ from, to, humans, ais },
      predicted: isOuter ? null : meanProbability(from, to, below),
      observed: observedShare({ human, ai }, humans, ais),
    };
  });
}

/** Shares of people's and of AI's samples. */
interface Shares {
  readonly human: number;
  readonly ai: number;
}

const nothing: Shares = { human: 0, ai: 0 };
const everything: Shares = { human: 1, ai: 1 };

const between = (low: Shares, high: Shares): Shares => ({
  human: Math.max(0, high.human - low.human),
  ai: Math.max(0, high.ai - low.ai),
});

const isKnown = (cell: CalibrationCell, probability: number): boolean =>
  probability >= calibrateProbability(cell, cell.humanTail[0]!) &&
  probability <= calibrateProbability(cell, cell.aiTail[0]!);

/** The score that is calibrated to a probability. */
const scoreOf = ({ slope, intercept }: CalibrationCell, probability: number): number =>
  (Math.log(probability / (1 - probability)) - intercept) / slope;

function meanProbability(from: number, to: number, below: (probability: number) => Shares): number {
  const width = (to - from) / slices;
  let mass = 0;
  let moment = 0;
  for (let slice = 0; slice < slices; slice++) {
    const start = from + slice * width;
    const { human, ai } = between(below(start), below(start + width));
    mass += human + ai;
    moment += (human + ai) * (start + width / 2);
  }
  return mass > 0 ? moment / mass : (from + to) / 2;
}

/** At even prior odds. The interval is that of the log odds of two independent counts (Woolf 1955), half a sample added to each. */
function observedShare({ human, ai }: Shares, humans: number, ais: number): Bin["observed"] {
  const value = human + ai > 0 ? ai / (human + ai) : 0.5;
  const bounded = Math.min(Math.max(value, 1e-6), 1 - 1e-6);
  const logOdds = Math.log(bounded / (1 - bounded));
  const spread = z95 * Math.sqrt(1 / (humans + 0.5) + 1 / (ais + 0.5));
  const share = (odds: number): number => 1 / (1 + Math.exp(-odds));
  return { value, low: share(logOdds - spread), high: share(logOdds + spread) };
}

const sum = (cells: readonly CalibrationCell[], read: (cell: CalibrationCell) => number): number =>
  cells.reduce((total, cell) => total + read(cell), 0);
