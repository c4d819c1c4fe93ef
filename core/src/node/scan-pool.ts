import { Worker } from "node:worker_threads";
import { hostSessions } from "./onnx/session-host.ts";
import type { ScanDetector, ScanEntry, ScanTask, WorkerMessage, WorkerSettings } from "./scan-entry.ts";

export interface PoolOptions extends WorkerSettings {
  /** Most threads at a time. */
  readonly jobs: number;
  /** How long one file may take. */
  readonly timeLimitMs: number;
}

/** The detector could not be loaded in a worker, so no file can be judged. */
class DetectorUnavailableError extends Error {
  override readonly name = "DetectorUnavailableError";
}

/** Threads that judge files, each with a detector of its own. Must be closed. */
export interface ScanPool {
  /** Rejects only with a DetectorUnavailableError; a file that throws, crashes or hangs its thread is an entry. */
  readonly run: (task: ScanTask) => Promise<ScanEntry>;
  /** Known as soon as the first thread is ready. */
  readonly detector: () => ScanDetector | undefined;
  readonly close: () => Promise<void>;
}

interface Job {
  readonly task: ScanTask;
  readonly resolve: (entry: ScanEntry) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  isReady: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** A further thread takes some tenths of a second to load: it starts when this many files wait. */
const backlogPerThread = 16;
const loadLimitMs = 60_000;
/** A file that eats memory ends its thread, not the scan. Old generation, in MB. */
const heapLimit = 2_048;

export function openScanPool({ jobs, timeLimitMs, detectorModule, folder, judge }: PoolOptions): ScanPool {
  const threads = new Set<Thread>();
  const waiting: Job[] = [];
  let detector: ScanDetector | undefined;
  let failure: DetectorUnavailableError | undefined;
  let isClosed = false;

  function start(): void {
    const worker = new Worker(new URL("./scan-worker.ts", import.meta.url), {
      workerData: { detectorModule, folder, judge } satisfies WorkerSettings,
      resourceLimits: { maxOldGenerationSizeMb: heapLimit },
    });
    const thread: Thread = { worker, isReady: false, job: undefined, timer: undefined };
    threads.add(thread);
    thread.timer = setTimeout(() => fail(`The detector took more than ${loadLimitMs / 1000} s to load.`), loadLimitMs);
    worker.on("message", (message: WorkerMessage) => receive(thread, message));
    worker.on("error", (error: Error) => lose(thread, `the detector crashed: ${error.message}`));
    worker.on("exit", (code) => lose(thread, `the detector ended with code ${code}`));
  }

  function receive(thread: Thread, message: WorkerMessage): void {
    // What a thread said just before it was given up still comes: it must not be given another file.
    if (isClosed || !threads.has(thread)) return;
    if (message.type === "unavailable") return fail(message.message);
    clearTimeout(thread.timer);
    if (message.type === "ready") {
      thread.isReady = true;
      detector ??= message.detector;
    } else {
      const job = thread.job;
      thread.job = undefined;
      job?.resolve(message.entry);
      if (message.isBroken) return drop(thread);
    }
    give(thread);
  }

  function give(thread: Thread): void {
    const job = waiting.shift();
    if (job === undefined) return;
    thread.job = job;
    thread.timer = setTimeout(
      () => lose(thread, `took longer than ${timeLimitMs / 1000} s (--time-limit)`),
      timeLimitMs,
    );
    thread.worker.postMessage(job.task);
  }

  /** The thread is gone or given up: its file is in error, the others go on in a new one. */
  function lose(thread: Thread, message: string): void {
    if (isClosed || !threads.has(thread)) return;
    if (!thread.isReady) return fail(`${message} while it was loading`);
    thread.job?.resolve({ kind: "error", path: thread.job.task.path, message });
    drop(thread);
  }

  function drop(thread: Thread): void {
    clearTimeout(thread.timer);
    threads.delete(thread);
    void thread.worker.terminate();
    if (waiting.length > 0) start();
  }

  function fail(message: string): void {
    failure ??= new DetectorUnavailableError(message);
    for (const job of waiting.splice(0)) job.reject(failure);
    for (const { job } of threads) job?.reject(failure);
  }

  // Threads are stopped in the middle of a file, and an encoder's session must not be stopped with them.
  const endHosting = hostSessions();
  // Loading takes longer than finding the first file.
  start();
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        // Nobody waits for an answer of a closed pool, and it must not start a thread again.
        if (isClosed) return;
        if (failure !== undefined) return reject(failure);
        waiting.push({ task, resolve, reject });
        const idle = [...threads].find((thread) => thread.isReady && thread.job === undefined);
        if (idle !== undefined) give(idle);
        else if (threads.size < jobs && waiting.length > threads.size * backlogPerThread) start();
      }),
    detector: () => detector,
    close: async () => {
      isClosed = true;
      for (const { timer } of threads) clearTimeout(timer);
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
      endHosting();
    },
  };
}
