import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { describeError } from "whowrote/node/describe-error";
import type { ModelVersions } from "../model-version.ts";
import type { Monitoring } from "../monitoring.ts";
import { Problem } from "../problem.ts";
import type { Retraining, RetrainRun } from "../retrain.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { commandEnvironment } from "./command-environment.ts";
import { forgetGroup, isLeftOver, noteGroup } from "./left-over.ts";
import { parseCommand } from "./parse-command.ts";
import { runCommand, type CommandOutcome } from "./run-command.ts";
import { beat, beginRun, endRun, listRuns, readBeginning } from "./run-rows.ts";
import { parseSchedule } from "./schedule.ts";

interface RetrainParts {
  readonly storage: Pick<Storage, "db">;
  readonly versions: Pick<ModelVersions, "list">;
  readonly monitoring: Pick<Monitoring, "alarms">;
  readonly settings: Pick<
    Settings,
    "data" | "models" | "mlflowPort" | "retrainCommand" | "retrainSchedule" | "retrainOnAlarm" | "retrainHours"
  >;
  readonly logger: Logger;
  /** How often it looks whether a run is due; half a minute by default. */
  readonly tickMs?: number;
}

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const beatMs = 30_000;
const keptLogs = 20;

/** @throws {Error} when the command or the schedule cannot be read; the message names the variable */
export function openRetraining(parts: RetrainParts): Retraining {
  const { storage, versions, monitoring, settings, logger, tickMs = 30_000 } = parts;
  const { db } = storage;
  const command = named("WHOWROTE_RETRAIN_COMMAND", settings.retrainCommand, parseCommand);
  const schedule = named("WHOWROTE_RETRAIN_SCHEDULE", settings.retrainSchedule, parseSchedule);
  const logs = join(settings.data, "retrain");
  const note = join(settings.data, "retrain.json");
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  const run = async ({ id }: RetrainRun, [...line]: NonNullable<typeof command>): Promise<void> => {
    const before = new Set((await versions.list()).map((version) => version.id));
    const beating = setInterval(() => {
      beat(db, id).catch(() => logger.warn("the database does not take the sign of life of the retraining"));
    }, beatMs);
    let noted: Promise<void> | undefined;
    let outcome: CommandOutcome = { state: "failed", exitCode: null };
    try {
      await mkdir(logs, { recursive: true, mode: 0o700 });
      await deleteOldLogs(logs);
      outcome = await runCommand(line, {
        cwd: settings.data,
        environment: commandEnvironment(process.env, settings),
        log: join(logs, `${id}.log`),
        limitMs: settings.retrainHours * hourMs,
        signal: closing.signal,
        onStart: (group) => {
          noted = noteGroup(note, group, Date.now() + settings.retrainHours * hourMs).catch((error: unknown) =>
            logger.warn({ reason: describeError(error) }, "a restart would not know that the retraining runs"),
          );
        },
      });
      await noted;
      await forgetGroup(note);
    } finally {
      clearInterval(beating);
      const made = (await versions.list()).map((version) => version.id).filter((version) => !before.has(version));
      await endRun(db, id, { ...outcome, made });
      logger.info({ run: id, ...outcome, made }, "the retraining has ended");
    }
  };

  const start: Retraining["start"] = async (reason, actor) => {
    if (!command)
      throw new Problem(404, "WHOWROTE_RETRAIN_COMMAND names no command that trains.", { title: "No retraining" });
    // Of a server that was killed in the meantime, too.
    const isFree = !closing.signal.aborted && (running !== undefined || !(await isLeftOver(note)));
    const begun = isFree ? await beginRun(db, reason, actor) : undefined;
    if (!begun) throw new Problem(409, "A retraining runs already. Wait for its end.", { title: "A retraining runs" });
    logger.info({ run: begun.id, reason }, "a retraining begins");
    running = run(begun, command)
      .catch((error: unknown) => logger.error({ reason: describeError(error), run: begun.id }, "the retraining failed"))
      .finally(() => {
        running = undefined;
      });
    return begun;
  };

  const findReason = async (): Promise<RetrainRun["reason"] | undefined> => {
    const last = (await listRuns(db, 1))[0];
    if (last?.state === "running" && running) return undefined;
    const from = last?.startedAt ?? (await readBeginning(db)) ?? new Date();
    const due = schedule?.next(from);
    if (due && due <= new Date()) return "schedule";
    if (!settings.retrainOnAlarm || (last && last.startedAt.getTime() > Date.now() - weekMs)) return undefined;
    return (await monitoring.alarms()).some(({ level }) => level === "alarm") ? "alarm" : undefined;
  };

  let ticking: Promise<void> | undefined;
  const tick = async (): Promise<void> => {
    const reason = await findReason();
    // Another process may have been faster.
    if (reason)
      await start(reason, "server").catch((error: unknown) =>
        logger.debug({ reason: describeError(error) }, "no retraining"),
      );
  };
  const timer =
    command && (schedule || settings.retrainOnAlarm)
      ? setInterval(() => {
          ticking ??= tick()
            .catch((error: unknown) =>
              logger.warn({ reason: describeError(error) }, "could not tell whether a retraining is due"),
            )
            .finally(() => {
              ticking = undefined;
            });
        }, tickMs).unref()
      : undefined;

  return {
    start,
    runs: async (limit) => listRuns(db, limit),
    ended: async () => running,
    close: async () => {
      clearInterval(timer);
      await ticking;
      closing.abort();
      await running;
    },
  };
}

function named<Value>(variable: string, text: string | undefined, parse: (text: string) => Value): Value | undefined {
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(`${variable}: ${(cause as Error).message}`, { cause });
  }
}

/** Names are ids, which sort by time. */
async function deleteOldLogs(folder: string): Promise<void> {
  const old = (await readdir(folder)).toSorted().slice(0, 1 - keptLogs);
  await Promise.all(old.map(async (name) => rm(join(folder, name), { force: true })));
}
