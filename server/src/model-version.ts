import type { Detection } from "whowrote/detection";
import type { LanguageId } from "whowrote/language";
import type { VersionFolder } from "./model-version/version-folder.ts";

/** What a version does now. `inactive` was never promoted, `retired` was; `broken` cannot be used where it was found. */
export type ModelVersionState = "active" | "shadow" | "inactive" | "retired" | "broken";

/** One checkpoint as this server knows it. */
export interface ModelVersion {
  /** Such as `quick@0.1.0`; with `+` and the start of the fingerprint where that name was taken by other weights. */
  readonly id: string;
  readonly state: ModelVersionState;
  /** Share of the traffic, 0..1. */
  readonly weight: number;
  /** Answers in this process now. */
  readonly isLoaded: boolean;
  /** When it was first seen; null for a folder that was never usable. */
  readonly createdAt: Date | null;
  readonly promotedAt: Date | null;
  /** What its folder says; undefined when the folder is gone or unreadable. */
  readonly folder: VersionFolder | undefined;
  /** Why it cannot be used, in words that name no path. */
  readonly problem?: string;
}

/** What a version takes of the traffic; weights are 0..1 and sum to 1. */
export interface Share {
  readonly version: string;
  readonly weight: number;
}

/** Who answers: the versions that share the traffic, and those that are only watched. */
export interface Lineup {
  readonly shares: readonly Share[];
  /** Judge a sample in the background; nobody sees their answers. */
  readonly shadows: readonly string[];
}

/** One change of the lineup, kept for good. */
export interface LineupChange {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: "start" | "set-weights" | "promote" | "roll-back" | "start-experiment" | "stop-experiment";
  readonly before: Lineup;
  readonly after: Lineup;
}

/** A request that was answered, for the shadow versions and the monitoring. The text is held in memory only until they are done. */
export interface Answered {
  readonly predictionId: string;
  /** That answered. */
  readonly version: string;
  readonly source: { readonly text: string; readonly language: LanguageId; readonly path?: string };
  readonly detection: Detection;
}

/** What shadow versions did. Counters only grow. */
export interface ShadowFigures {
  readonly judged: number;
  /** Not judged because too much waited, the queue was full, or the version was gone. */
  readonly dropped: number;
  readonly failed: number;
  /** In memory now. */
  readonly waiting: number;
}

/** The checkpoints that answer side by side. Changes made by other processes are seen within seconds. Must be closed. */
export interface ModelVersions {
  /**
   * The version that answers whoever `stickyKey` names (key id, else address): always the same one while the weights
   * stand, and another one for as few callers as possible when they change. At random without a key.
   * For reading only: a version that is to judge is taken with {@link use}, which keeps it loaded.
   */
  choose(stickyKey: string | undefined): string;
  /** Chooses a version and keeps it loaded until the work has ended. Chooses at once, before anything is awaited. */
  use<Result>(stickyKey: string | undefined, work: (version: string) => Promise<Result>): Promise<Result>;
  /** Hands a sample of answers to the shadow versions and to the monitoring, within seconds of the prediction's being stored. Returns at once, never throws. */
  observe(answered: Answered): void;
  /** Resolves when all that was observed is judged and stored, or dropped. */
  observed(): Promise<void>;
  /** Every version, newest first. Looks into the models folder again. */
  list(): Promise<readonly ModelVersion[]>;
  /** Of the shadow versions' work in this process. */
  figures(): ShadowFigures;
  /** Who answers in this process now. */
  lineup(): Lineup;
  /**
   * Newest first.
   * @param limit 1 to 1000
   */
  history(limit: number): Promise<readonly LineupChange[]>;
  /**
   * Loads what is missing, then switches; requests that run are not disturbed. What is left out stays as it is, but a
   * version that answers from now on is no shadow any more.
   * @throws {Problem} 404 unknown version, 409 during an experiment, 422 broken version or weights that do not sum to 1
   */
  setLineup(lineup: Partial<Lineup>, actor: string): Promise<void>;
  /** Gives all traffic to one version. Ends a running experiment. @throws {Problem} 404, 422 */
  promote(id: string, actor: string): Promise<void>;
  /** Takes the lineup from before the last change that was not rolled back yet. Ends a running experiment. @throws {Problem} 409 when there is none */
  rollBack(actor: string): Promise<void>;
  /** Lets the arms of an experiment share the traffic. @throws {Problem} 404, 409 when it ran before or another one runs, 422 */
  startExperiment(id: string, actor: string): Promise<void>;
  /** Brings the weights from before it back. @throws {Problem} 409 when it does not run */
  stopExperiment(id: string, actor: string): Promise<void>;
  close(): Promise<void>;
}
