import { runProcess } from "../../src/cli/run-process.ts";
import { toyDetector, toyModels } from "./run-in-memory.ts";

// The whole program in a process of its own, with the toy detector.
await runProcess({ detectorModule: toyDetector, models: toyModels });
