import type { EncoderCheckpoint } from "whowrote/encoder-checkpoint";
import type { ShardsManifest } from "../shards/write-shards.ts";

/** Where a released encoder comes from. */
export interface EncoderOrigin {
  /** The encoder that training began from, by the name its authors gave it. */
  readonly start: string;
  /** Windows that it was trained on, repeats counted. */
  readonly windowsLearned: number;
  readonly manifest: ShardsManifest;
}

/** The README of a released encoder: where it began, what it read in training, how far to trust it. */
export function writeEncoderCard(
  { name, version, windowTokens, mostWindows, training }: EncoderCheckpoint,
  { start, windowsLearned, manifest }: EncoderOrigin,
): string {
  const { options: shards, vocabularySize } = manifest;
  const readings = Object.entries(shards.readings).map(([reading, share]) => `${share * 100} % ${reading}`);
  return `# ${name} ${version}

A code encoder that says of a window of ${windowTokens} tokens whether an AI wrote it. \`thorough\` asks it beside the quick
detectors; by itself it is not calibrated. Folder layout of Hugging Face; weights in 8 bits, row by row
(\`<name>\` I8, \`<name>.scale\` F32); vocabulary of ${vocabularySize}; \`head.safetensors\` holds its classification head.

It began as \`${start}\`; LICENSE and NOTICE are of that model.
**Its weights were changed**: fine-tuned here by \`${training.command}\`, and rounded to 8 bits.

## What it learned from

${windowsLearned} windows of the training data, cells of language and author balanced, at most ${shards.choose.perGroup}
samples of a repository and ${shards.choose.perCollection} of a collection of exercises. Each window was read in one of several ways
(${readings.join(", ")}), ${shards.mixed * 100} % were put together of a person's
and an AI's code, and words were hidden at random. Groups in folds ${training.folds.learnedFolds.join(", ")} of ${training.folds.foldCount} were learned from; the others
taught the joiner. Of a file it reads at most ${mostWindows} windows, evenly spread.

## Quality on held-out groups

The card of \`thorough\` says how well it does alone on groups that it did not learn from, and what it adds to the quick
detectors; on sources never trained on, the project's README does (\`npm run bench:detection -- --model thorough\`).

## Limits

It reads English-like pieces of words, not code pieces: its tokenizer came with it. One window is little evidence.
`;
}
