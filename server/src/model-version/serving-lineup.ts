import { join } from "node:path";
import type { Logger } from "pino";
import type { Inference } from "../inference.ts";
import type { Lineup, ModelVersion } from "../model-version.ts";
import { Problem } from "../problem.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { Turns } from "../storage/turns.ts";
import type { Leases } from "./leases.ts";
import type { LineupPlan } from "./lineup-plans.ts";
import { lockLineup, readLastChange, readLineup, writeSteps, type LineupStep } from "./lineup-store.ts";
import { listVersions } from "./list-versions.ts";
import { findDefaultVersion, registerVersions, type Register } from "./register-versions.ts";
import { createVersionLoader } from "./version-loader.ts";
import { watchFolders } from "./watch-folders.ts";

interface LineupParts {
  readonly storage: Pick<Storage, "db">;
  readonly inference: Pick<Inference, "load" | "unload" | "versions">;
  readonly settings: Pick<Settings, "data" | "models" | "model">;
  readonly logger: Logger;
  /** Who uses which version, so that none is unloaded under a request. */
  readonly leases: Leases;
}

/** Who answers in this process, kept to what the database says. Must be closed. */
export interface ServingLineup {
  readonly now: () => Lineup;
  /** Whether all versions that the database named were loaded at the start. */
  readonly isWhole: boolean;
  /** Loads before it writes, and writes before it switches: whatever fails on the way changes nothing. */
  readonly change: (plan: LineupPlan, actor: string) => Promise<void>;
  /** Whether another process has changed the lineup. */
  readonly isBehind: () => Promise<boolean>;
  /** Takes over what the database says, as far as it can be loaded here. @returns whether all could */
  readonly catchUp: () => Promise<boolean>;
  /** Looks into the models folder again; does not wait for a version that is being loaded. */
  readonly list: () => Promise<readonly ModelVersion[]>;
  /** Finishes a change that runs, and refuses the next one. */
  readonly close: () => Promise<void>;
  /** Resolves when what no longer serves is unloaded. */
  readonly retired: () => Promise<void>;
}

/**
 * Loads the versions that answer.
 * @throws when none can be loaded; the message names the remedy
 */
export async function openServingLineup(parts: LineupParts): Promise<ServingLineup> {
  const { inference, settings, logger, leases } = parts;
  const { db } = parts.storage;
  // What a retraining makes goes into the data folder where the installed models cannot be written to.
  const looks = [settings.models, join(settings.data, "models")].map(watchFolders);
  const turns = new Turns();
  let register: Register = { usable: new Map(), broken: [] };
  let serving: Lineup = { shares: [], shadows: [] };
  let lastChange = -1;
  let isClosed = false;

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

  /** Undefined when another process was faster: what is needed now may have to be loaded first. */
  const write = async (plan: LineupPlan, prepared: readonly LineupStep[], actor: string): Promise<number | undefined> =>
    db.transaction().execute(async (transaction) => {
      await lockLineup(transaction);
      const again = await plan(transaction);
      if (JSON.stringify(again) !== JSON.stringify(prepared)) return undefined;
      await writeSteps(transaction, again, actor);
      return readLastChange(transaction);
    });

  const change = async (plan: LineupPlan, actor: string): Promise<void> => {
    if (isClosed)
      throw new Problem(503, "The server is stopping.", { title: "Not ready", headers: { "retry-after": "1" } });
    await look();
    try {
      for (;;) {
        const steps = await prepare(plan);
        if (steps.length === 0) {
          // The database has it already; this process may have started without.
          if (await adopt()) return;
          throw new Problem(422, "Not all of these versions could be loaded.", { title: "A model version is broken" });
        }
        const written = await write(plan, steps, actor);
        if (written === undefined) continue;
        lastChange = written;
        const { shares, shadows } = steps.at(-1)!.after;
        serving = { shares, shadows: shadows.filter((shadow) => inference.versions().includes(shadow)) };
        return;
      }
    } finally {
      loader.retire();
    }
  };

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

  const start = async (): Promise<boolean> => {
    await look();
    const isFirst = (await readLineup(db)).shares.length === 0;
    const isWhole = isFirst || (await adopt());
    if (serving.shares.length > 0) return isWhole;
    const version = findDefaultVersion(register, settings);
    await load(version);
    const after = { shares: [{ version, weight: 1 }], shadows: [] };
    if (isFirst)
      await db.transaction().execute(async (transaction) => {
        await lockLineup(transaction);
        const before = await readLineup(transaction);
        if (before.shares.length === 0) await writeSteps(transaction, [{ action: "start", before, after }], "server");
      });
    switchTo(after);
    return isWhole;
  };

  const isWhole = await exclusively(start);
  return {
    isWhole,
    now: () => serving,
    change: async (plan, actor) => exclusively(async () => change(plan, actor)),
    isBehind: async () => (await readLastChange(db)) !== lastChange,
    catchUp: async () => exclusively(adopt),
    list: async () => {
      await look();
      return listVersions(db, { register, problems: loader.problems, loaded: new Set(inference.versions()) });
    },
    close: async () =>
      exclusively(async () => {
        isClosed = true;
        return Promise.resolve();
      }),
    retired: loader.retired,
  };
}
