import { labelCourse } from "@whowrote/training/neural/course/label";
import { encoderParameters } from "@whowrote/training/neural/parameters/encoder-parameters";
import { headParameters } from "@whowrote/training/neural/parameters/head-values";
import { checkParameterMemory, measureRowsPerPass } from "@whowrote/training/neural/run/measure-rows";
import { labelObjective } from "@whowrote/training/neural/objective/label";
import { openTrainer } from "@whowrote/training/neural/trainer";
import { expect, test } from "vitest";
import { linearHead } from "whowrote/encoder-head";
import { definition, encoderOptionsWith, toyData } from "./toy.ts";

const head = linearHead(definition.hiddenSize, 0);
const parameters = [...encoderParameters(definition, 1, 1), ...headParameters(head, 1, 1)];
const data = toyData(64);
const options = encoderOptionsWith({ batch: 32, buckets: 2 });
const settings = { seed: 1, threads: 1, rate: 1e-3, weightDecay: 0, clip: 1, encoderDropout: 0, headDropout: 0 };

/** Rows for a machine with so much memory free, on which a step takes 20 MB and 10 MB a row. */
async function rowsWith(available: number, shouldStop = () => false): Promise<{ rows: number; tried: number[] }> {
  const trainer = await openTrainer(labelObjective(definition, head, parameters), () => true, settings);
  const course = labelCourse(data, head, { ...options, rowsPerPass: 32 });
  const tried: number[] = [];
  const probed = {
    ...course,
    probe: (rows: number) => {
      tried.push(rows);
      return course.probe(rows);
    },
  };
  const room = { used: () => 100e6, available: () => available, peak: () => 120e6 + 10e6 * tried.at(-1)! };
  try {
    return { rows: await measureRowsPerPass({ course: probed, trainer, batch: 32, shouldStop }, room), tried };
  } finally {
    await trainer.close();
  }
}

test("with memory for the whole batch it goes through at once, with less in equal parts", async () => {
  expect(await rowsWith(10e9)).toEqual({ rows: 32, tried: [1, 4, 16, 32] });
  // 70 % of 300 MB hold 20 MB and 19 rows: two parts, and the size that would not fit is not tried.
  expect(await rowsWith(300e6)).toEqual({ rows: 16, tried: [1, 4, 16] });
});

test("memory that does not suffice for one window is told with what would help", async () => {
  await expect(rowsWith(40e6)).rejects.toThrow(
    /one window takes about 0\.03 GB, and 0\.03 GB may be used.*--window-tokens/,
  );
  const room = { available: () => 1e5, used: () => 0, peak: () => 0 };
  expect(() => checkParameterMemory(parameters, room)).toThrow(
    /The model has 29,\d{3} parameters; .* Take a smaller model/,
  );
});

test("labels of one kind only are refused before anything is learned", () => {
  const { labels } = data.training;
  const training = { ...data.training, labels: labels.map(() => 1) };
  expect(() => labelCourse({ ...data, training }, head, { ...options, rowsPerPass: 8 })).toThrow(
    "Of 64 windows that are learned from, 64 are by AI and 0 by people; both are needed.",
  );
});

test("what a course probes with are the longest windows there are", () => {
  const course = labelCourse(data, head, { ...options, rowsPerPass: 32 });
  expect(course.probe(4).form).toEqual({ rows: 4, tokens: 21 });
});

test("a run that is asked to stop while it measures does no further step", async () => {
  await expect(rowsWith(10e9, () => true)).rejects.toThrow("stopped before its first step");
});
