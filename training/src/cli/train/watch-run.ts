import { rmdir } from "node:fs/promises";
import { writeTo, type CliEnvironment } from "whowrote/cli/environment";
import { InterruptedError } from "whowrote/cli/interrupted-error";
import { lockFolder } from "whowrote/node/folder-lock";
import { describeTime } from "../../neural/run/progress.ts";
import type { NeuralTask } from "../../neural/worker/neural-tasks.ts";
import { StoppedError } from "../../neural/run/run-training.ts";
import { trainInWorker } from "../../neural/worker/train-in-worker.ts";
import type { HistoryEntry } from "../../neural/training-history.ts";

export type RunEnvironment = Pick<CliEnvironment, "stdout" | "stderr" | "cwd" | "onInterrupt">;

/** Where there is no terminal, a line now and then. */
const quietMs = 20_000;

/**
 * Two runs in one folder would write over each other's state.
 * @returns gives the folder up again, which is gone then unless a run is saved in it
 */
async function lockRun(folder: string, outName: string, signal: AbortSignal): Promise<() => Promise<void>> {
  const lock = await lockFolder(folder, { lockPollMs: 0, lockStaleMs: 60_000 }, signal, () => {
    throw new Error(
      `Another process is training ${outName}. Wait until it has ended, or name another folder with --out.`,
    );
  });
  return async () => {
    await lock.release();
    await rmdir(folder).catch((error: unknown) => {
      if (!["ENOTEMPTY", "ENOENT"].includes((error as NodeJS.ErrnoException).code!)) throw error;
    });
  };
}

/** Trains in a worker thread and tells how it goes: notes and evaluations as lines, progress as one that changes. */
export async function watchRun(task: NeuralTask, outName: string, environment: RunEnvironment): Promise<void> {
  const { stdout, stderr } = environment;
  const isTerminal = stderr.isTTY === true;
  let shownAt = performance.now();
  const line = (text: string): void => {
    stderr.write(isTerminal ? `\r\x1b[2K${text}\n` : `${text}\n`);
  };
  const signal = environment.onInterrupt();
  const unlock = await lockRun(`${task.plan.outFolder}.run`, outName, signal);
  let history: readonly HistoryEntry[];
  try {
    history = await trainInWorker(task, {
      signal,
      onNote: line,
      onEvaluation: (entry) => line(describeEntry(entry)),
      onProgress: ({ step, totalSteps, loss, speed, secondsLeft }) => {
        const now = performance.now();
        if (now - shownAt < (isTerminal ? 100 : quietMs)) return;
        shownAt = now;
        const text = `step ${step} of ${totalSteps}, loss ${loss.toFixed(4)}, ${Math.round(speed)} ${unitOf(task)}/s, ${describeTime(secondsLeft)} left`;
        stderr.write(isTerminal ? `\r\x1b[2K${text}` : `${text}\n`);
      },
    });
  } catch (cause) {
    if (cause instanceof StoppedError) throw new InterruptedError(cause.message, { cause });
    throw cause;
  } finally {
    await unlock();
  }
  if (isTerminal) stderr.write("\r\x1b[2K");
  const last = history.at(-1);
  await writeTo(stdout, `${outName}\n${last ? `${describeEntry(last)}\n` : ""}`);
}

function describeEntry({ step, epoch, loss, metrics }: HistoryEntry): string {
  const measured = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`);
  return `step ${step}, epoch ${epoch.toFixed(2)}: loss ${loss.toFixed(4)}; validation: ${measured.join(", ")}`;
}

function unitOf({ kind }: NeuralTask): string {
  return kind === "head" ? "rows" : "tokens";
}
