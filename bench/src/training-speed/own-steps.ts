import { z } from "zod";
import { createShard } from "@whowrote/training/shards/shard-file";
import { createLesson } from "@whowrote/training/neural/lesson";
import { dualOptions, encoderOptions } from "@whowrote/training/neural/options";
import { encoderParameters } from "@whowrote/training/neural/parameters/encoder-parameters";
import { newEncoderConfig } from "@whowrote/training/neural/parameters/encoder-start";
import { openTrainer } from "@whowrote/training/neural/trainer";
import { parseEncoderConfig } from "whowrote/encoder/parse-config";
import { createRandom } from "whowrote/random";
import type { TrainingLoad } from "./load.ts";

const special = { pad: 0, start: 2, end: 3, mask: 4 };
const ordinary = 5;

/** Something whose steps are timed. Must be closed. */
export interface TimedTrainer {
  /** Milliseconds of a step. */
  readonly step: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The trainer as `whowrote train encoder` opens it, with a batch of random words; nothing is dropped out. */
export async function openOwnTrainer({ layers, width, vocabulary, rows, tokens }: TrainingLoad): Promise<TimedTrainer> {
  const config = newEncoderConfig({ layers, width }, { vocabularySize: vocabulary, pad: special.pad, positions: 512 });
  const definition = parseEncoderConfig(config, "the model of the bench");
  const options = z.object(encoderOptions).parse({ batch: rows, buckets: 1, masked: 0, dropout: 0 });
  const lesson = createLesson("label", definition, options, z.object(dualOptions).parse({}));
  const random = createRandom(1);
  const windows = Array.from({ length: rows }, (_, at) => ({
    ids: Int32Array.from({ length: tokens - 2 }, () => ordinary + Math.floor(random() * (vocabulary - ordinary))),
    label: at % 2,
  }));
  const data = createShard(windows);
  const course = lesson.course(
    { training: data, validation: data, vocabularySize: vocabulary, special, isOrdered: true },
    rows,
  );
  const objective = lesson.objective([...encoderParameters(definition, 1, 1), ...lesson.parameters]);
  const trainer = await openTrainer(objective, () => true, { ...options, headDropout: 0, encoderDropout: 0 });
  const batch = course.probe(rows);
  let steps = 0;
  return {
    step: async () => {
      const started = performance.now();
      await trainer.step([batch], { step: steps, updates: steps, rateShare: 1 });
      steps++;
      return performance.now() - started;
    },
    close: trainer.close,
  };
}
