import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import type { Logger } from "pino";
import type { Inference } from "../inference.ts";
import type { Lineup, ModelVersions } from "../model-version.ts";
import { openSignalSampler } from "../monitoring/signal-sampler.ts";
import { Problem } from "../problem.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { Turns } from "../storage/turns.ts";
import { assignVersion } from "./assign-version.ts";
import { createLeases } from "./leases.ts";
import {
  planExperimentStart,
  planExperimentStop,
  planLineup,
  planPromotion,
  planRollBack,
  type LineupPlan,
} from "./lineup-plans.ts";
import { lockLineup, readHistory, readLastChange, readLineup, writeSteps, type LineupStep } from "./lineup-store.ts";
import { createVersionLoader } from "./version-loader.ts";
import { listVersions } from "./list-versions.ts";
import { openShadowJudges } from "./shadow-judges.ts";
import { registerVersions, type Register } from "./register-versions.ts";
import { watchFolders } from "./watch-folders.ts";

export interface ModelVersionParts {
  readonly storage: Storage;
  readonly inference: Pick<Inference, "judge" | "load" | "unload" | "versions">;
  readonly settings: Pick<Settings, "data" | "models" | "model" | "shadowShare" | "signalShare">;
  readonly logger: Logger;
  /** How often changes by other processes are looked for; 2 seconds by default. */
  readonly pollMs?: number;
}

/** A version that could not be loaded is tried again after so many polls. */
const pollsBetweenTries = 15;

/**
 * Loads the versions that answer.
 * @throws when none can be loaded; the message names the remedy
 */
export async function openModelVersions(parts: ModelVersionParts): Promise<ModelVersions> {
  const { storage, inference, settings, logger, pollMs = 2000 } = parts;
  const { db } = storage;
  // What a retraining makes goes into the data folder where the installed models cannot be written to.
  const looks = [settings.models, join(settings.data, "models")].map(watchFolders);
  const leases = createLeases();
  const turns = new Turns();
  let register: Register = { usable: new Map(), broken: [] };
  let serving: Lineup = { shares: [], shadows: [] };
  let lastChange = -1;
  let isClosed = false;
  let pollsToTry = 0;
  const sampler = openSignalSampler(db, settings.signalShare, logger);
  const judges = openShadowJudges({ ...parts, leases, shadows: () => serving.shadows });

  const exclusively = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = await turns.take();
    return work().finally(done);
  };

  const look = async (): Promise<void> => {
    const found = await Promise.all(looks.map(async (one) => one()));
    register = await registerVersions(db, found.flat());
  };

  const isServing = (version: string): boolean =>
    serving.shadows.includes(version) || serving.shares.some((share) => share.version === version);

  const loader = createVersionLoader({ inference, leases, logger, isServing, exclusively });
  const load = async (version: string): Promise<void> => loader.load(version, register.usable.get(version));

  const switchTo = (lineup: Lineup): void => {
    serving = lineup;
    loader.retire();
  };

  const loadOrRefuse = async (version: string): Promise<void> => {
    if (!register.usable.has(version)) await refuse(version);
    await load(version).catch((cause: unknown) => {
      throw new Problem(422, `${version} could not be loaded. Nothing was changed.`, {
        title: "The model version is broken",
        cause,
      });
    });
  };

  const prepare = async (plan: LineupPlan): Promise<readonly LineupStep[]> => {
    const steps = await plan(db);
    const last = steps.at(-1);
    if (!last) return steps;
    for (const { version } of last.after.shares) await loadOrRefuse(version);
    // Whoever promotes or rolls back in a hurry is not kept from it by a shadow.
    for (const shadow of last.after.shadows)
      await (last.action === "set-weights" ? loadOrRefuse(shadow) : load(shadow).catch(() => undefined));
    return steps;
  };

  const refuse = async (version: string): Promise<never> => {
    const known = await db.selectFrom("model_versions").select("id").where("id", "=", version).executeTakeFirst();
    if (!known && !register.broken.some(({ name }) => name === version))
      throw new Problem(404, `There is no model version ${version}. GET /api/v1/models lists them.`, {
        title: "Not found",
      });
    throw new Problem(422, `${version} cannot be used: its folder is gone or broken. Nothing was changed.`, {
      title: "The model version is broken",
    });
  };

  /** Loads before it writes, and writes before it switches: whatever fails on the way changes nothing. */
  const change = async (plan: LineupPlan, actor: string): Promise<void> =>
    exclusively(async () => {
      if (isClosed) throw new Error("The server is stopping.");
      await look();
      try {
        for (;;) {
          const steps = await prepare(plan);
          if (steps.length === 0) {
            // The database has it already; this process may have started without.
            if (await adopt()) return;
            throw new Problem(422, "Not all of these versions could be loaded.", {
              title: "A model version is broken",
            });
          }
          const written = await db.transaction().execute(async (transaction) => {
            await lockLineup(transaction);
            const again = await plan(transaction);
            // Another process was faster: what is needed now may have to be loaded first.
            if (JSON.stringify(again) !== JSON.stringify(steps)) return undefined;
            await writeSteps(transaction, again, actor);
            return readLastChange(transaction);
          });
          if (written === undefined) continue;
          lastChange = written;
          const { shares, shadows } = steps.at(-1)!.after;
          serving = { shares, shadows: shadows.filter((shadow) => inference.versions().includes(shadow)) };
          return;
        }
      } finally {
        loader.retire();
      }
    });

  /** Takes over what the database says, as far as it can be loaded here. @returns whether all could */
  const adopt = async (): Promise<boolean> => {
    const last = await readLastChange(db);
    await look();
    const wanted = await readLineup(db);
    const loaded = new Set<string>();
    for (const version of [...wanted.shares.map((share) => share.version), ...wanted.shadows])
      await load(version).then(
        () => loaded.add(version),
        () => logger.warn({ version }, "the others take the traffic of this model version"),
      );
    const shares = wanted.shares.filter(({ version }) => loaded.has(version));
    lastChange = last;
    // Better the versions from before the change than none.
    if (shares.length > 0) switchTo({ shares, shadows: wanted.shadows.filter((shadow) => loaded.has(shadow)) });
    return loaded.size === wanted.shares.length + wanted.shadows.length;
  };

  const start = async (): Promise<void> => {
    await look();
    const isFirst = (await readLineup(db)).shares.length === 0;
    if (!isFirst && !(await adopt())) pollsToTry = pollsBetweenTries;
    if (serving.shares.length > 0) return;
    const version = findDefault();
    await load(version);
    const after = { shares: [{ version, weight: 1 }], shadows: [] };
    if (isFirst)
      await db.transaction().execute(async (transaction) => {
        await lockLineup(transaction);
        const before = await readLineup(transaction);
        if (before.shares.length === 0) await writeSteps(transaction, [{ action: "start", before, after }], "server");
      });
    switchTo(after);
  };

  const findDefault = (): string => {
    const { model } = settings;
    const [version] = [...register.usable].find(([id, { path }]) => id === model || basename(path) === model) ?? [];
    if (version !== undefined) return version;
    const problem = register.broken.find(({ name }) => name === model)?.problem ?? "there is no such checkpoint";
    throw new Error(
      `WHOWROTE_MODEL=${model} cannot be used: ${problem}. Name a checkpoint of ${settings.models}, or WHOWROTE_MODELS.`,
    );
  };

  await exclusively(start);
  let polling: Promise<void> | undefined;
  const poll = async (): Promise<void> => {
    const isChanged = (await readLastChange(db)) !== lastChange;
    pollsToTry = Math.max(0, pollsToTry - 1);
    if (isChanged || pollsToTry === 1) pollsToTry = (await exclusively(adopt)) ? 0 : pollsBetweenTries;
  };
  const timer = setInterval(() => {
    polling ??= poll()
      .catch((error: unknown) => {
        logger.warn({ err: error }, "changes of the model versions could not be read");
      })
      .finally(() => {
        polling = undefined;
      });
  }, pollMs);
  timer.unref();
  // Nobody else can change an embedded database.
  if (storage.engine === "pglite") clearInterval(timer);

  const choose = (stickyKey: string | undefined): string =>
    serving.shares.length === 1 ? serving.shares[0]!.version : assignVersion(serving.shares, stickyKey ?? randomUUID());

  return {
    choose,
    use: async (stickyKey, work) => {
      const version = choose(stickyKey);
      const release = leases.take(version);
      return work(version).finally(release);
    },
    observe: (answered) => {
      judges.observe(answered);
      sampler.observe(answered);
    },
    observed: async () => {
      await judges.observed();
      await sampler.flushed();
    },
    figures: judges.figures,
    list: async () => {
      // Does not wait for a version that is being loaded.
      await look();
      return listVersions(db, { register, problems: loader.problems, loaded: new Set(inference.versions()) });
    },
    lineup: () => serving,
    history: async (limit) => readHistory(db, limit),
    setLineup: async (lineup, actor) => change(planLineup(lineup), actor),
    promote: async (id, actor) => change(planPromotion(id), actor),
    rollBack: async (actor) => change(planRollBack(), actor),
    startExperiment: async (id, actor) => change(planExperimentStart(id), actor),
    stopExperiment: async (id, actor) => change(planExperimentStop(id), actor),
    close: async () => {
      clearInterval(timer);
      await polling;
      // A change that runs is finished, the next one refused.
      const done = await turns.take();
      isClosed = true;
      done();
      await judges.close();
      await sampler.close();
      await loader.retired();
    },
  };
}
