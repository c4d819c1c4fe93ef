import { releasedModels } from "../node/checkpoint-folder.ts";
import { runProcess } from "./run-process.ts";

await runProcess({ detectorModule: import.meta.resolve("../node/load-detector.ts"), models: releasedModels });
