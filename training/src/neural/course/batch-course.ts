import type { Course, CoursePlace, Score } from "../course.ts";
import type { Batch } from "../feeds.ts";
import { planBatches } from "../data/plan-batches.ts";
import { shuffledOrder } from "../step-seed.ts";

/** Items that are learned from, and how they become batches. */
export interface BatchPlan {
  readonly count: number;
  /** Items of like length go together. */
  readonly lengthOf: (item: number) => number;
  readonly seed: number;
  /** Items that a step learns from. */
  readonly batch: number;
  /** Most items that go through a graph at once: a batch beyond it is learned from in parts. */
  readonly rowsPerPass: number;
  /** A new order in each epoch; else that of the items. */
  readonly shuffle: boolean;
  readonly make: MakeBatch;
}

/** Makes the batch of some items. */
export type MakeBatch = (part: BatchPart) => Batch;

export interface BatchPart {
  readonly items: readonly number[];
  /** What the graph has room for; missing ones count nothing. */
  readonly rows: number;
  /** Of the whole step. */
  readonly itemsOfStep: readonly number[];
  /** Undefined in an evaluation, in which nothing is random but from one run to the next. */
  readonly place: CoursePlace | undefined;
}

/** The steps of a course, see {@link planBatches}. */
export function planCourse(plan: BatchPlan): Pick<Course, "stepsPerEpoch" | "batches" | "probe"> {
  const { count, lengthOf, seed, batch, shuffle, make } = plan;
  const rows = Math.min(plan.rowsPerPass, batch);
  const orderOf = (epoch: number): Iterable<number> => (shuffle ? shuffledOrder(count, seed, epoch) : inOrder(count));
  let planned: { readonly epoch: number; readonly steps: number[][] } | undefined;
  return {
    stepsPerEpoch: planBatches(inOrder(count), () => 0, batch).length,
    batches: (place) => {
      if (planned?.epoch !== place.epoch)
        planned = { epoch: place.epoch, steps: planBatches(orderOf(place.epoch), lengthOf, batch) };
      const itemsOfStep = planned.steps[place.stepOfEpoch]!;
      return cut(itemsOfStep, rows).map((items) => make({ items, rows, itemsOfStep, place }));
    },
    probe: (wanted) => {
      const longest = inOrder(count).sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
      const items = longest.slice(0, wanted);
      return make({ items, rows: wanted, itemsOfStep: items, place: { epoch: 0, stepOfEpoch: 0, step: 0 } });
    },
  };
}

/** Scores all items, those of like length together. `each` hears of a batch, its outputs, and whose they are. */
export async function scoreItems(
  { count, lengthOf, batch, rowsPerPass, make }: Omit<BatchPlan, "seed" | "shuffle">,
  score: Score,
  each: (items: readonly number[], outputs: Awaited<ReturnType<Score>>, batch: Batch) => void,
): Promise<void> {
  const rows = Math.min(rowsPerPass, batch);
  const order = inOrder(count).sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
  for (const items of cut(order, rows)) {
    const made = make({ items, rows, itemsOfStep: items, place: undefined });
    each(items, await score(made), made);
  }
}

function inOrder(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

function cut(items: readonly number[], size: number): number[][] {
  const parts: number[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}
