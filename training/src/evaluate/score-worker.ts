import { parentPort, workerData } from "node:worker_threads";
import type { DetectorModule } from "whowrote/node/detector-module";
import { scoreText, type Score, type ScoredText } from "./score.ts";

/** What a worker is started with. */
export interface ScoreSettings {
  /** URL of a module that exports `loadDetector`. */
  readonly detectorModule: string;
  /** The checkpoint. */
  readonly folder: string;
  /** Accepted false-positive rates at which verdicts are asked for. */
  readonly rates: readonly number[];
}

const { detectorModule, folder, rates } = workerData as ScoreSettings;
const { loadDetector } = (await import(detectorModule)) as DetectorModule;
const detector = await loadDetector({ folder });

parentPort!.on("message", (batch: readonly ScoredText[]) => void answer(batch));

async function answer(batch: readonly ScoredText[]): Promise<void> {
  const scores: Score[] = [];
  for (const text of batch) scores.push(await scoreText(detector, text, rates));
  parentPort!.postMessage(scores);
}
