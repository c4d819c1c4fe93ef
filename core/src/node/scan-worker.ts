import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { CodeDetector } from "../detection.ts";
import { describeError } from "./describe-error.ts";
import type { DetectorModule } from "./detector-module.ts";
import type { ScanDetector, ScanTask, WorkerMessage, WorkerSettings } from "./scan-entry.ts";

// Each thread keeps its own; everything heavy is imported after this.
enableCompileCache();

const port = parentPort!;
const settings = workerData as WorkerSettings;
const say = (message: WorkerMessage): void => port.postMessage(message);

const detector = await load();
if (detector !== undefined) {
  const { judge } = await import("./judge.ts");
  const answer = async (task: ScanTask): Promise<void> => {
    try {
      say({ type: "entry", entry: await judge(task, detector, settings.judge), isBroken: false });
    } catch (error) {
      // A parser that failed may be left in any state: this thread answers nothing more.
      say({ type: "entry", entry: { kind: "error", path: task.path, message: describeError(error) }, isBroken: true });
    }
  };
  port.on("message", (task: ScanTask) => void answer(task));
  say({ type: "ready", detector: await describeDetector(detector) });
}

async function load(): Promise<CodeDetector | undefined> {
  try {
    const { loadDetector } = (await import(settings.detectorModule)) as DetectorModule;
    return await loadDetector({ folder: settings.folder });
  } catch (error) {
    say({ type: "unavailable", message: describeError(error) });
    return undefined;
  }
}

async function describeDetector({ checkpoint, errorRates }: CodeDetector): Promise<ScanDetector> {
  const { languageIds } = await import("../language.ts");
  const rates = languageIds.map((id) => [id, errorRates(id, settings.judge.falsePositiveRate)] as const);
  return { checkpoint, errorRates: Object.fromEntries(rates) as ScanDetector["errorRates"] };
}
