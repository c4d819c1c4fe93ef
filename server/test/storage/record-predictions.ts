import { writeSync } from "node:fs";
import { parseSettings } from "../../src/settings.ts";
import { openStorage } from "../../src/storage.ts";
import { createPredictionRecorder } from "../../src/storage/prediction-recorder.ts";
import { samplePrediction } from "./sample-prediction.ts";

/** A process for tests to kill: it records a thousand predictions and prints the id of each when it is acknowledged. */
const storage = await openStorage(parseSettings(process.env, { cwd: process.cwd(), models: "models" }));
writeSync(1, "open\n");
const record = createPredictionRecorder(storage.db);
await Promise.all(
  Array.from({ length: 20 }, async () => {
    for (let index = 0; index < 50; index++) {
      const prediction = samplePrediction();
      try {
        await record(prediction);
        writeSync(1, `${prediction.id}\n`);
      } catch {
        // The database was killed: this one is not acknowledged.
        process.exit(3);
      }
    }
  }),
);
await storage.close();
