// A worker process of the tests: a real queue and storage, and a predictor that ends the process on what says so.
import { pino } from "pino";
import { openJobs } from "../../src/job/open-jobs.ts";
import { parseSettings } from "../../src/settings.ts";
import { openStorage } from "../../src/storage.ts";
import { createPlainPredictor } from "./plain-predictor.ts";

const settings = parseSettings(process.env, { cwd: process.cwd(), models: "models" });
const storage = await openStorage(settings);
const predictor = createPlainPredictor(({ text }) => {
  if (text.includes("poison")) process.kill(process.pid, "SIGKILL");
});
const jobs = await openJobs({ settings, logger: pino({ level: "silent" }), storage, predictor }, 2);
process.stdout.write("working\n");
process.once("SIGTERM", () => {
  void jobs
    .close()
    .then(async () => storage.close())
    .then(() => process.stdout.write("drained\n"));
});
