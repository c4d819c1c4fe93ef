import { availableParallelism } from "node:os";
import { hostSessions } from "whowrote/node/onnx/session-host";
import type { AskOptions, Inference } from "../inference.ts";
import type { EncoderSpec } from "./embed-craft.ts";
import { joinLikeness } from "./join-likeness.ts";
import type { JudgeAnswer, JudgeTask, VersionSpec } from "./judge-order.ts";
import { openThreadPool } from "./open-thread-pool.ts";

export interface InferenceOptions {
  /** Folders of the checkpoints that are loaded at the start, by version. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** Folder of an encoder for {@link Inference.embed}. */
  readonly encoder?: string | undefined;
  /** That judge. As many as there are cores when left out. */
  readonly threads?: number | undefined;
  /** So many requests may wait. */
  readonly capacity?: number | undefined;
  /** What one request may take in its thread. */
  readonly timeLimitMs?: number | undefined;
  /** What requests may take to end when it is closed. */
  readonly drainMs?: number | undefined;
  /** Signals that a verdict always tells, beside the ten that speak most strongly. */
  readonly keptReasons?: readonly string[] | undefined;
  /** URL of a module that exports `loadDetector`; core's when left out. */
  readonly detectorModule?: string | undefined;
}

/** A thread is sent its next tasks before it has done the last, so that it never waits for this one. */
const batch = 4;
const encoderName = "encoder";

/**
 * Starts the threads; {@link Inference.ready} tells when they have loaded. Only in the main thread, which hosts the sessions
 * of encoders.
 */
export function openInference(options: InferenceOptions = {}): Inference {
  const { threads = availableParallelism(), capacity = 256, timeLimitMs = 20_000, drainMs = 10_000 } = options;
  const { versions = {}, keptReasons = [] } = options;
  const detectorModule = options.detectorModule ?? import.meta.resolve("whowrote/node/load-detector");
  const specOf = (folder: string): VersionSpec => ({ folder, detectorModule });
  const limits = { capacity, timeLimitMs, drainMs };
  // Threads are stopped in the middle of a file, and an encoder's session must not be stopped with them.
  const endHosting = hostSessions();
  const judges = openThreadPool<VersionSpec, JudgeTask, JudgeAnswer>({
    program: new URL("./judge-worker.ts", import.meta.url),
    holdings: new Map(Object.entries(versions).map(([version, folder]) => [version, specOf(folder)])),
    threads,
    batch,
    ...limits,
  });
  const encoder =
    options.encoder === undefined
      ? undefined
      : openThreadPool<EncoderSpec, readonly string[], Float32Array[]>({
          program: new URL("./embed-worker.ts", import.meta.url),
          holdings: new Map([[encoderName, { folder: options.encoder, threads }]]),
          // Its session has threads of its own.
          threads: 1,
          batch: 1,
          ...limits,
        });
  const embed =
    encoder &&
    (async (texts: readonly string[], asked?: AskOptions): Promise<Float32Array[]> =>
      (await encoder.run(texts, encoderName, asked)).answer);

  const bothReady = async (): Promise<void> => {
    await Promise.all([judges.ready, encoder?.ready]);
  };
  const ready = bothReady();
  // Who never asks whether it is ready need not hear why it is not.
  ready.catch(() => {});

  return {
    judge: async ({ version, ...request }, asked) => {
      checkRate(request.falsePositiveRate);
      const { answer, ...times } = await judges.run({ kind: "judge", request, keptReasons }, version, asked);
      if (answer.kind !== "judgement") throw wrongAnswer();
      return { ...answer.judgement, ...times };
    },
    resemble: async (a, b, asked) => {
      const compared = judges.run({ kind: "resemble", texts: [a, b] }, undefined, asked).then(({ answer }) => {
        if (answer.kind !== "resemblance") throw wrongAnswer();
        return answer.resemblance;
      });
      return joinLikeness(compared, embed?.([a.text, b.text], asked));
    },
    ...(embed && { embed }),
    load: async (version, folder) => judges.load(version, specOf(folder)),
    unload: judges.unload,
    versions: judges.holdings,
    ready,
    isReady: judges.isReady,
    figures: judges.figures,
    close: async () => {
      await Promise.all([judges.close(), encoder?.close()]);
      endHosting();
    },
  };
}

const wrongAnswer = (): Error => new Error("A thread answered something else than it was asked.");

function checkRate(rate: number | undefined): void {
  if (rate !== undefined && !(rate >= 0.001 && rate <= 0.2))
    throw new RangeError(`The false-positive rate ${rate} is outside 0.001 to 0.2; 0.01 is the default.`);
}
