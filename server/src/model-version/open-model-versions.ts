import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { describeError } from "whowrote/node/describe-error";
import type { Inference } from "../inference.ts";
import type { ModelVersions } from "../model-version.ts";
import { openSignalSampler } from "../monitoring/signal-sampler.ts";
import type { Settings } from "../settings.ts";
import type { Storage } from "../storage.ts";
import { assignVersion } from "./assign-version.ts";
import { createLeases } from "./leases.ts";
import { planExperimentStart, planExperimentStop, planLineup, planPromotion, planRollBack } from "./lineup-plans.ts";
import { readHistory } from "./lineup-store.ts";
import { openServingLineup, type ServingLineup } from "./serving-lineup.ts";
import { openShadowJudges } from "./shadow-judges.ts";

export interface ModelVersionParts {
  readonly storage: Storage;
  readonly inference: Pick<Inference, "judge" | "load" | "unload" | "versions">;
  readonly settings: Pick<Settings, "data" | "models" | "model" | "shadowShare" | "signalShare">;
  readonly logger: Logger;
  /** How often changes by other processes are looked for; 2 seconds by default. */
  readonly pollMs?: number;
}

/**
 * Loads the versions that answer.
 * @throws when none can be loaded; the message names the remedy
 */
export async function openModelVersions(parts: ModelVersionParts): Promise<ModelVersions> {
  const { storage, settings, logger, pollMs = 2000 } = parts;
  const { db, engine } = storage;
  const leases = createLeases();
  const lineup = await openServingLineup({ ...parts, leases });
  const sampler = openSignalSampler(db, settings.signalShare, logger);
  const judges = openShadowJudges({ ...parts, leases, shadows: () => lineup.now().shadows });
  // Nobody else can change an embedded database.
  const following = engine === "pglite" ? undefined : follow(lineup, pollMs, logger);

  const choose = (stickyKey: string | undefined): string => {
    const { shares } = lineup.now();
    return shares.length === 1 ? shares[0]!.version : assignVersion(shares, stickyKey ?? randomUUID());
  };

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
    list: lineup.list,
    lineup: lineup.now,
    history: async (limit) => readHistory(db, limit),
    setLineup: async (wanted, actor) => lineup.change(planLineup(wanted), actor),
    promote: async (id, actor) => lineup.change(planPromotion(id), actor),
    rollBack: async (actor) => lineup.change(planRollBack(), actor),
    startExperiment: async (id, actor) => lineup.change(planExperimentStart(id), actor),
    stopExperiment: async (id, actor) => lineup.change(planExperimentStop(id), actor),
    close: async () => {
      await following?.close();
      await lineup.close();
      await judges.close();
      await sampler.close();
      await lineup.retired();
    },
  };
}

/** A version that could not be loaded is tried again after so many polls. */
const pollsBetweenTries = 15;

/** Looks again and again whether another process has changed the lineup, and takes that over. */
function follow(
  lineup: Pick<ServingLineup, "isWhole" | "isBehind" | "catchUp">,
  pollMs: number,
  logger: Logger,
): { readonly close: () => Promise<void> } {
  let pollsToTry = lineup.isWhole ? 0 : pollsBetweenTries;
  let polling: Promise<void> | undefined;
  const poll = async (): Promise<void> => {
    const isBehind = await lineup.isBehind();
    pollsToTry = Math.max(0, pollsToTry - 1);
    if (isBehind || pollsToTry === 1) pollsToTry = (await lineup.catchUp()) ? 0 : pollsBetweenTries;
  };
  const timer = setInterval(() => {
    polling ??= poll()
      .catch((error: unknown) => {
        logger.warn({ reason: describeError(error) }, "changes of the model versions could not be read");
      })
      .finally(() => {
        polling = undefined;
      });
  }, pollMs);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await polling;
    },
  };
}
