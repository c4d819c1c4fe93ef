// Ends its process in the middle of training: node exiting-trainer.ts '<task as JSON>'.
import type { NeuralTask } from "@whowrote/training/neural/worker/neural-tasks";
import { trainInWorker } from "@whowrote/training/neural/worker/train-in-worker";

await trainInWorker(JSON.parse(process.argv[2]!) as NeuralTask, {
  signal: new AbortController().signal,
  onNote: () => {},
  onEvaluation: () => {},
  onProgress: ({ step }) => {
    if (step === 3) process.exit(3);
  },
});
