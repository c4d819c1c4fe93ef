import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runTimed } from "../speed/timed-process.ts";
import type { Subject } from "./load-cases.ts";
import { readPeerTables } from "./peer-tables.ts";
import { startProgram, type RunningProgram } from "./running-program.ts";
import type { PeerId } from "./target.ts";
import { createTexts, type CodeText } from "./texts.ts";

/** Python modules that the peers need. */
export const peerModules = "fastapi, uvicorn, sklearn, tree_sitter, tree_sitter_python";
const script = fileURLToPath(new URL("../../peers/server/app.py", import.meta.url));
const trainingTexts = 2000;
const startLimitMs = 60_000;
/** Threads of BLAS beside one process a core would only be in each other's way; compiled files would stay in this project. */
const variables = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", PYTHONDONTWRITEBYTECODE: "1" };

const names: Readonly<Record<PeerId, string>> = {
  "same-features": "FastAPI + scikit-learn, same features",
  light: "FastAPI + scikit-learn, light",
};

const fittedSchema = z.object({
  /** Of Python and its packages. */
  versions: z.string(),
  /** How many of whowrote's signals it measures. */
  signals: z.int(),
});

export interface RunningPeer extends RunningProgram, z.output<typeof fittedSchema> {
  readonly subject: Subject;
  readonly processes: number;
}

/**
 * Trains a peer on texts like those it will be asked about, with arbitrary labels, for here only cost counts, and starts one
 * process a core.
 */
export async function startPeer(
  id: PeerId,
  python: string,
  code: readonly CodeText[],
  folder: string,
): Promise<RunningPeer> {
  const texts = createTexts(code);
  const count = Math.min(trainingTexts, texts.count);
  const rows = Array.from({ length: count }, (_, at) => ({ ...texts.at(at), label: at % 2 }));
  const model = join(folder, `${id}.pickle`);
  const tables = join(folder, "tables.json");
  await writeFile(tables, JSON.stringify(await readPeerTables()));
  const fitted = await runTimed(python, [script, "fit", id, model, tables], {
    variables,
    input: rows.map((row) => JSON.stringify(row)).join("\n"),
  });
  const processes = availableParallelism();
  const running = await startProgram(python, [script, "serve", model, String(processes)], {
    variables: { ...process.env, ...variables },
    log: join(folder, `${id}.log`),
  });
  try {
    await untilAnswers(running.url);
  } catch (error) {
    await running.stop();
    throw error;
  }
  const subject = { name: names[id], target: id, url: running.url };
  return { ...running, ...fittedSchema.parse(JSON.parse(fitted.stdout)), subject, processes };
}

/** Uvicorn tells its address before its processes listen. */
async function untilAnswers(url: string): Promise<void> {
  for (const started = performance.now(); ; await sleep(100)) {
    const status = await fetch(new URL("/openapi.json", url)).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) return;
    if (performance.now() - started > startLimitMs)
      throw new Error(`The peer at ${url} did not answer within ${startLimitMs / 1000} s of telling its address.`);
  }
}
