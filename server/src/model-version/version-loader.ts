import type { Logger } from "pino";
import { describeError } from "whowrote/node/describe-error";
import type { Inference } from "../inference.ts";
import type { Leases } from "./leases.ts";
import type { VersionFolder } from "./version-folder.ts";

interface LoaderParts {
  readonly inference: Pick<Inference, "load" | "unload" | "versions">;
  readonly leases: Leases;
  readonly logger: Logger;
  readonly isServing: (version: string) => boolean;
  /** Loading and unloading wait for each other. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Loads versions into the inference, and takes out those that no longer serve. */
export interface VersionLoader {
  /** Does nothing when it is loaded. @throws when it cannot be loaded, which also is its problem from now on */
  readonly load: (version: string, folder: VersionFolder | undefined) => Promise<void>;
  /** Unloads what does not serve as soon as nobody uses it. */
  readonly retire: () => void;
  /** Resolves when all that was to be unloaded is. */
  readonly retired: () => Promise<void>;
  /** Why versions could not be loaded, in words that name no path. */
  readonly problems: ReadonlyMap<string, string>;
}

export function createVersionLoader(parts: LoaderParts): VersionLoader {
  const { inference, leases, logger, isServing, exclusively } = parts;
  const problems = new Map<string, string>();
  const retiring = new Map<string, Promise<void>>();

  const unload = async (version: string): Promise<void> => {
    try {
      await leases.drained(version);
      await exclusively(async () => {
        retiring.delete(version);
        // It may have been promoted again meanwhile.
        if (!isServing(version)) await inference.unload(version);
      });
    } catch (error) {
      logger.warn({ reason: describeError(error), version }, "a model version could not be unloaded");
    }
  };

  return {
    problems,
    load: async (version, folder) => {
      if (inference.versions().includes(version)) return;
      try {
        if (!folder) throw new Error(`The folder of ${version} is missing or broken here.`);
        await inference.load(version, folder.path);
        problems.delete(version);
      } catch (error) {
        problems.set(version, "It could not be loaded. Restore its folder.");
        logger.error({ reason: describeError(error), version }, "a model version could not be loaded");
        throw error;
      }
    },
    retire: () => {
      for (const version of inference.versions())
        if (!isServing(version) && !retiring.has(version)) retiring.set(version, unload(version));
    },
    retired: async () => {
      await Promise.all([...retiring.values()]);
    },
  };
}
