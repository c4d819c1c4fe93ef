import { labelCourse } from "@whowrote/training/neural/course/label";
import { encoderParameters } from "@whowrote/training/neural/parameters/encoder-parameters";
import { linearHead } from "whowrote/encoder-head";
import { headParameters } from "@whowrote/training/neural/parameters/head-values";
import { labelObjective } from "@whowrote/training/neural/objective/label";
import type { Parameter } from "@whowrote/training/neural/parameters/parameter";
import { openTrainer, type Trainer, type TrainerSettings } from "@whowrote/training/neural/trainer";
import { expect, test } from "vitest";
import type { Tensors } from "whowrote/tensor";
import { definition, encoderOptionsWith, toyData } from "./toy.ts";

const head = linearHead(definition.hiddenSize, 0.1);
const settings: TrainerSettings = {
  ...{ seed: 1, threads: 1, rate: 1e-3, weightDecay: 0.01, clip: 1 },
  ...{ encoderDropout: 0, headDropout: 0 },
};
const data = toyData(64);
const everything = (): boolean => true;

function objectiveWith(layerDecay: number) {
  const parameters = [...encoderParameters(definition, 1, layerDecay), ...headParameters(head, 1, 1)];
  return labelObjective(definition, head, parameters);
}

async function withTrainer<Result>(
  changes: Partial<TrainerSettings>,
  work: (trainer: Trainer) => Promise<Result>,
  { moves = everything, layerDecay = 1 }: { moves?: (parameter: Parameter) => boolean; layerDecay?: number } = {},
): Promise<Result> {
  const trainer = await openTrainer(objectiveWith(layerDecay), moves, { ...settings, ...changes });
  try {
    return await work(trainer);
  } finally {
    await trainer.close();
  }
}

function batchesOf(step: number, changes: Record<string, unknown> = {}) {
  const options = { ...encoderOptionsWith({ masked: 0, ...changes }), rowsPerPass: 16, ...changes };
  return labelCourse(data, head, options).batches({ epoch: 0, stepOfEpoch: step, step });
}

const place = (step: number) => ({ step, updates: step, rateShare: 1 });
const copy = (tensors: Tensors) => structuredClone(tensors);

/** Mean distance that a parameter has moved. */
function moved(before: Tensors, after: Tensors, name: string): number {
  const [a, b] = [before[name]!.data, after[name]!.data];
  return Array.from(a, (value, at) => Math.abs(value - b[at]!)).reduce((sum, distance) => sum + distance) / a.length;
}

test("a step in parts of 8 windows moves the parameters as one of 16 does", async () => {
  const after = async (rowsPerPass: number) =>
    withTrainer({ clip: 0.1 }, async (trainer) => {
      const losses: number[] = [];
      for (const step of [0, 1, 2]) {
        const batches = batchesOf(step, { rowsPerPass });
        expect(batches).toHaveLength(16 / rowsPerPass);
        losses.push((await trainer.step(batches, place(step))).loss);
      }
      return { losses, tensors: copy(trainer.tensors()) };
    });
  const [whole, parts] = [await after(16), await after(8)];
  for (const [at, loss] of whole.losses.entries()) expect(parts.losses[at]).toBeCloseTo(loss, 5);
  for (const [name, { data: numbers }] of Object.entries(whole.tensors)) {
    const others = parts.tensors[name]!.data;
    const difference = Math.max(...Array.from(numbers, (value, at) => Math.abs(value - others[at]!)));
    expect(difference).toBeLessThan(1e-5);
  }
});

test("a frozen encoder does not move and has no moments, while the head learns", async () => {
  await withTrainer(
    { encoderDropout: 0.5 },
    async (trainer) => {
      const before = copy(trainer.tensors());
      await trainer.step(batchesOf(0), place(0));
      const after = trainer.tensors();
      const changed = Object.keys(before).filter((name) => moved(before, after, name) > 0);
      expect(changed.filter((name) => !name.includes(":")).toSorted()).toEqual(["head.bias", "head.weight"]);
      expect(Object.keys(after).filter((name) => name.startsWith("mean:"))).toEqual([
        "mean:head.weight",
        "mean:head.bias",
      ]);
    },
    { moves: ({ part }) => part === "head" },
  );
});

test("with a layer decay of one half each layer moves half as far as the one above it", async () => {
  await withTrainer(
    { weightDecay: 0 },
    async (trainer) => {
      const before = copy(trainer.tensors());
      await trainer.step(batchesOf(0), place(0));
      const after = trainer.tensors();
      const distance = (layer: number) => moved(before, after, `encoder.layer.${layer}.output.dense.weight`);
      // AdamW's first step moves each number by its rate, but for gradients near zero.
      expect(distance(1)).toBeCloseTo(1e-3, 4);
      expect(distance(0) / distance(1)).toBeCloseTo(0.5, 2);
    },
    { layerDecay: 0.5 },
  );
});

test("the gradient is clipped to its length, which is told as it was before", async () => {
  const first = async (clip: number) =>
    withTrainer({ clip }, async (trainer) => {
      const { gradientNorm } = await trainer.step(batchesOf(0), place(0));
      const means = Object.entries(trainer.tensors()).filter(([name]) => name.startsWith("mean:"));
      // After one step they are the gradient.
      const squares = means.flatMap(([, { data: numbers }]) => [...numbers].map((value) => value ** 2));
      return { gradientNorm, used: Math.sqrt(squares.reduce((sum, square) => sum + square, 0)) };
    });
  const [free, clipped] = [await first(1e6), await first(0.01)];
  expect(free.used).toBeCloseTo(free.gradientNorm, 4);
  expect(clipped.gradientNorm).toBeCloseTo(free.gradientNorm, 5);
  expect(clipped.used).toBeCloseTo(0.01, 5);
});

test("what dropout drops depends on the seed and the step alone, and nothing is dropped when it scores", async () => {
  const dropping = { encoderDropout: 0.3, headDropout: 0.3, rate: 0 };
  const [batch] = batchesOf(0);
  await withTrainer(dropping, async (trainer) => {
    const loss = async (step: number) => (await trainer.step([batch!], place(step))).loss;
    const first = await loss(0);
    expect(await loss(1)).not.toBe(first);
    expect(await loss(0)).toBe(first);
    const { outputs } = await trainer.score(batch!);
    expect((await trainer.score(batch!))["outputs"]).toEqual(outputs);
  });
  const other = await withTrainer({ ...dropping, seed: 2 }, (trainer) => trainer.step([batch!], place(0)));
  const same = await withTrainer(dropping, (trainer) => trainer.step([batch!], place(0)));
  expect(other.loss).not.toBe(same.loss);
});
