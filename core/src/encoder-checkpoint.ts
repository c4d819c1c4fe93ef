import { z } from "zod";
import { intervalSchema } from "./checkpoint.ts";
import { marks, readingIds } from "./reading.ts";

/** `checkpoint.json` of a released encoder: what its folder in Hugging Face's layout does not say. */
export const encoderCheckpointSchema = z.strictObject({
  format: z.literal(1),
  kind: z.literal("encoder"),
  name: z.string().min(1),
  version: z.string().min(1),
  /** How a file is read before it is cut into windows. */
  reading: z.enum(readingIds),
  /** The marks of that reading, in order; each has its entry in the vocabulary. */
  marks: z.array(z.string()),
  /** Length of a window, special tokens included. */
  windowTokens: z.int().min(16),
  /** Of a longer file so many windows are read, evenly spread. */
  mostWindows: z.int().positive(),
  training: z.strictObject({
    command: z.string(),
    /** How groups were dealt out, and which were learned from: a joiner needs the others. */
    folds: z.strictObject({ foldCount: z.int().min(2), learnedFolds: z.array(z.int().nonnegative()) }),
    options: z.record(z.string(), z.unknown()),
  }),
  /** Figures on groups held out of its training. */
  metrics: z.record(z.string(), intervalSchema),
});

export type EncoderCheckpoint = z.infer<typeof encoderCheckpointSchema>;

/** @throws when the encoder was trained on other marks than this code reads */
export function checkMarks({ name, marks: learned }: EncoderCheckpoint): void {
  if (learned.length === marks.length && marks.every((mark, at) => mark === learned[at])) return;
  throw new Error(
    `The encoder "${name}" was trained on ${learned.length} marks of layout that are not the ${marks.length} of this version. ` +
      "Install the whowrote that wrote it, or train it again with training/runs/encoder.sh.",
  );
}
