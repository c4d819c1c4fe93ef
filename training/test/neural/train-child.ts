// Trains in a process of its own, which a test kills: node train-child.ts '<plan as JSON>'. Says "step" after each step.
import { trainEncoder, type EncoderPlan } from "@whowrote/training/neural/train-encoder";

await trainEncoder(JSON.parse(process.argv[2]!) as EncoderPlan, {
  onNote: () => {},
  onEvaluation: () => {},
  onProgress: () => void process.stdout.write("step\n"),
  shouldStop: () => false,
});
