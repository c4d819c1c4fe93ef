import { onTestFinished } from "vitest";
import type { AskOptions, Inference, Judged } from "../../src/inference.ts";
import { openInference, type InferenceOptions } from "../../src/inference/open-inference.ts";

/** Real threads with toy detectors, closed when the test ends. Its version is "toy". */
export function openToy(options: InferenceOptions = {}): Inference {
  const inference = openInference({
    versions: { toy: "toy folder" },
    threads: 1,
    timeLimitMs: 10_000,
    detectorModule: new URL("toy-detector.ts", import.meta.url).href,
    ...options,
  });
  onTestFinished(inference.close);
  return inference;
}

/** Judges a text of Python whose first line is a comment. */
export async function ask(inference: Inference, comment: string, options?: AskOptions): Promise<Judged> {
  return inference.judge({ version: "toy", text: `# ${comment}\n`, language: "python", detail: "verdict" }, options);
}
