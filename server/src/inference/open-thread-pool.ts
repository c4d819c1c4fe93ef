import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import {
  InferenceClosedError,
  QueueFullError,
  TimedOutError,
  UnjudgeableError,
  VersionUnknownError,
} from "../inference.ts";
import { createFairQueue } from "./fair-queue.ts";
import { createJob, toError, type Job } from "./job.ts";
import type { PoolMember } from "./pool-member.ts";
import type { Errand, Loss } from "./pool-thread.ts";
import type { PoolOptions, ThreadPool } from "./thread-pool.ts";
import type { ThreadNews } from "./thread-protocol.ts";
import { startRoster } from "./thread-roster.ts";

/** Of a task, before any was done. */
const firstGuessMs = 10;
/** Weight of the newest task in the running mean: it forgets half in 14 tasks. */
const newestWeight = 0.05;
const longestRetrySeconds = 60;
/** A task that crashes a thread may be innocent, as another one may have filled its memory: it is tried once more. */
const mostCrashes = 2;

/** Starts the threads; they load what they are to hold while the caller goes on. */
export function openThreadPool<Spec, Task, Answer>(options: PoolOptions<Spec>): ThreadPool<Spec, Task, Answer> {
  type PoolJob = Job<Task, Answer>;
  type Member = PoolMember<Spec, Task, Answer>;
  type JobErrand = Errand<Spec, Task, Answer>;
  /** Those that somebody waits for. */
  const jobs = new Set<PoolJob>();
  const queue = createFairQueue<PoolJob>();
  /** Where the jobs are that are in no queue. What a thread says of an errand that stands here no more is not listened to. */
  const places = new Map<PoolJob, { readonly member: Member; readonly errand: JobErrand }>();
  const retiring = new Set<string>();
  const waits = new Set<{ readonly isOver: () => boolean; readonly resolve: () => void }>();
  const counts = { answered: 0, failed: 0, timedOut: 0, refused: 0, cancelled: 0 };
  let meanMs = firstGuessMs;
  let closing: Promise<void> | undefined;

  const { program, threads, holdings } = options;
  const roster = startRoster<Spec, Task, Answer>({ program, threads, holdings, onChange: () => change() });

  function change(): void {
    for (const job of queue.remove(({ holding }) => !roster.isHopeful(holding))) settle(job).reject(unavailable());
    dispatch();
  }

  /** Gives each thread, those with the least to do first, its share of what waits. One task more than it does hides the way to it. */
  function dispatch(): void {
    const free = roster.members().filter((member) => !member.isBusy());
    for (const member of free.toSorted((a, b) => a.thread.errands.length - b.thread.errands.length)) {
      const has = member.thread.errands.length;
      if (has > 1) break;
      const share = Math.min(options.batch - has, Math.ceil(queue.size() / free.length));
      const taken: PoolJob[] = [];
      for (let job: PoolJob | undefined; taken.length < share && (job = next(member)) !== undefined;) taken.push(job);
      const spare = has + taken.length === 0 ? takeBack(member) : undefined;
      member.thread.give([...taken, ...(spare ? [spare] : [])].map((job) => createErrand(job, member)));
    }
  }

  const next = (member: Member): PoolJob | undefined => queue.take(({ holding }) => member.holds(holding));

  /** What waits behind another task while this thread has nothing to do. */
  function takeBack(idle: Member): PoolJob | undefined {
    for (const [job, { member, errand }] of places) {
      if (job.begun !== undefined || !idle.holds(job.holding)) continue;
      member.thread.skip(errand);
      return job;
    }
    return undefined;
  }

  function createErrand(job: PoolJob, member: Member): JobErrand {
    const isHere = (): boolean => places.get(job)?.errand === errand;
    const errand: JobErrand = {
      order: { type: "work", holding: job.holding, task: job.task },
      limitMs: options.timeLimitMs,
      onBegin: () => {
        if (isHere()) job.begun = performance.now();
      },
      onNews: (news) => {
        if (isHere()) hear(job, member, news);
        dispatch();
      },
      onLoss: (loss) => {
        if (isHere()) lose(job, loss);
      },
    };
    places.set(job, { member, errand });
    return errand;
  }

  function hear(job: PoolJob, member: Member, news: ThreadNews<Answer>): void {
    if (news.type === "answer") {
      const { answer, elapsedMs } = news;
      counts.answered++;
      note(elapsedMs);
      settle(job).resolve({ answer, elapsedMs, waitedMs: job.begun! - job.accepted });
    } else if (news.type === "failure" && news.failure.kind === "defect") {
      lose(job, "crashed");
      void member.thread.stop();
    } else if (news.type === "failure") {
      counts.failed++;
      settle(job).reject(toError(news.failure));
    }
  }

  function lose(job: PoolJob, loss: Loss | undefined): void {
    if (loss === "timedOut") {
      counts.timedOut++;
      note(options.timeLimitMs);
      settle(job).reject(new TimedOutError(options.timeLimitMs));
    } else if (loss === "crashed" && ++job.crashes === mostCrashes) {
      counts.failed++;
      settle(job).reject(new UnjudgeableError("This code breaks what reads it. Leave it out, or send a part of it."));
    } else {
      places.delete(job);
      job.begun = undefined;
      queue.putBack(job.line, job);
    }
  }

  function settle(job: PoolJob): PoolJob {
    jobs.delete(job);
    places.delete(job);
    for (const wait of waits) if (wait.isOver()) wait.resolve();
    return job;
  }

  function note(elapsedMs: number): void {
    meanMs += newestWeight * (elapsedMs - meanMs);
  }

  async function until(isOver: () => boolean): Promise<void> {
    if (isOver()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wait = { isOver, resolve };
    waits.add(wait);
    await promise;
    waits.delete(wait);
  }

  const running = (): number =>
    roster.members().filter(({ thread }) => thread.errands[0]?.order.type === "work").length;
  const waiting = (): number => queue.size() + [...places.keys()].filter(({ begun }) => begun === undefined).length;

  function check(holding: string | undefined): void {
    if (closing !== undefined) throw new InferenceClosedError("The server is stopping, and takes no more requests.");
    if (holding !== undefined && (retiring.has(holding) || !roster.wanted().includes(holding)))
      throw new VersionUnknownError(`The version ${holding} is not loaded. Load it first, or name another one.`);
    if (!roster.isHopeful(holding)) throw unavailable();
    if (waiting() < options.capacity) return;
    counts.refused++;
    const seconds = Math.ceil((waiting() * meanMs) / threads / 1000);
    throw new QueueFullError(waiting(), Math.max(1, Math.min(longestRetrySeconds, seconds)));
  }

  async function drain(): Promise<void> {
    await Promise.race([until(() => jobs.size === 0), setTimeout(options.drainMs, undefined, { ref: false })]);
    for (const job of jobs)
      settle(job).reject(new InferenceClosedError("The server stopped before this was answered."));
    await roster.close();
  }

  return {
    run: async (task, holding, asked = {}) => {
      const { signal } = asked;
      signal?.throwIfAborted();
      check(holding);
      const job: PoolJob = createJob(task, holding, asked, performance.now());
      const leave = (): void => {
        if (!jobs.has(job)) return;
        counts.cancelled++;
        const place = places.get(job);
        if (place === undefined) queue.remove((one) => one === job);
        else place.member.thread.skip(place.errand);
        settle(job).reject(signal!.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      jobs.add(job);
      queue.push(job.line, job);
      dispatch();
      try {
        return await job.promise;
      } finally {
        signal?.removeEventListener("abort", leave);
      }
    },
    load: roster.load,
    unload: async (name) => {
      retiring.add(name);
      await until(() => ![...jobs].some(({ holding }) => holding === name));
      await roster.unload(name);
      retiring.delete(name);
    },
    holdings: () => roster.wanted().filter((name) => !retiring.has(name)),
    ready: roster.ready,
    isReady: () => closing === undefined && roster.isReady(),
    figures: () => ({
      ...counts,
      waiting: waiting(),
      running: running(),
      capacity: options.capacity,
      threads: roster.members().filter((member) => !member.isBusy()).length,
      lostThreads: roster.lost(),
      meanMs,
    }),
    close: async () => {
      closing ??= drain();
      await closing;
    },
  };
}

const unavailable = (): Error => new InferenceClosedError("What judges cannot be loaded. Ask again later.");
