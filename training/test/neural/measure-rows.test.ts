import { labelCourse } from "@whowrote/training/neural/course/label";
import { lengthsOf } from "@whowrote/training/neural/encoder-data";
import { encoderParameters } from "@whowrote/training/neural/encoder-parameters";
import { headParameters } from "@whowrote/training/neural/head-values";
import { checkParameterMemory, measureRowsPerPass } from "@whowrote/training/neural/measure-rows";
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

/** Rows for a machine with so much memory, on which each graph takes 20 MB and 10 MB a row. */
async function rowsWith(available: number): Promise<number> {
  const trainer = await openTrainer(labelObjective(definition, head, parameters), () => true, settings);
  const course = labelCourse(data, head, { ...options, rowsPerPass: 32 });
  let used = 0;
  let asked = 0;
  const room = {
    available: () => available - used,
    // Asked before and after the graphs for 1, 4 and 16 rows.
    used: () => (used += asked++ % 2 === 1 ? 20e6 + 10e6 * [1, 4, 16][(asked - 2) / 2]! : 0),
  };
  try {
    return await measureRowsPerPass({ course, trainer, batch: 32, lengths: lengthsOf(data, 2) }, room);
  } finally {
    await trainer.close();
  }
}

test("with memory for the whole batch it goes through at once, with less in equal parts", async () => {
  expect(await rowsWith(10e9)).toBe(32);
  // 30 MB went to the first graph; of the other 670, 70 % hold two graphs of 20 MB and of 16 / 21 and 1 x 10 MB a row, and
  // half as much to score: 15 rows, so three parts.
  expect(await rowsWith(700e6)).toBe(11);
});

test("memory that does not suffice for one window is told with what would help", async () => {
  await expect(rowsWith(60e6)).rejects.toThrow(
    /one window of 21 tokens takes about 0\.09 GB .* may be used.*--window-tokens/,
  );
  const room = { available: () => 1e5, used: () => 0 };
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
