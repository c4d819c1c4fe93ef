import { lengthBins } from "whowrote/length-bin";
import type { ModelVersion, ModelVersions } from "../model-version.ts";
import type { VersionFolder } from "../model-version/version-folder.ts";
import type { Drift, Monitoring } from "../monitoring.ts";
import type { Storage } from "../storage.ts";
import { countProbabilities, countSignals, type ProbabilityCount, type SignalCount } from "./day-counts.ts";
import { measureDrift } from "./measure-drift.ts";
import { createProbabilityMixture, probabilityEdges } from "./probability-mixture.ts";
import { rememberDays } from "./remember-days.ts";
import { createSignalMixture } from "./signal-mixture.ts";
import { addDays, startOfDay, weekOf } from "./weeks.ts";

interface MonitoringParts {
  readonly storage: Pick<Storage, "db">;
  readonly versions: Pick<ModelVersions, "list" | "lineup">;
  /** The clock; for tests. */
  readonly now?: () => Date;
}

/** Weeks before the present one. */
const weeksBack = 4;

export function openMonitoring({ storage: { db }, versions, now = () => new Date() }: MonitoringParts): Monitoring {
  const readProbabilities = rememberDays(async (day) => countProbabilities(db, day), now);
  // What a version keeps of its held-out signals decides where they are counted: another version, other bins.
  let signals: { readonly version: string; readonly read: ReturnType<typeof rememberDays<SignalCount>> } | undefined;

  const readSignals = (version: string, folder: VersionFolder) => {
    const edges = folder.quartiles.flatMap((quartiles) => {
      const { language, signal } = quartiles;
      const [low, high] = createSignalMixture(quartiles, folder.trainedOn)?.edges ?? [];
      return low === undefined || high === undefined ? [] : [{ language, signal, low, high }];
    });
    if (signals?.version !== version)
      signals = { version, read: rememberDays(async (day) => countSignals(db, day, edges), now) };
    return signals.read;
  };

  const report = async (): Promise<readonly Drift[]> => {
    const from = addDays(startOfDay(new Date(weekOf(now()))), -7 * weeksBack);
    const list = await versions.list();
    const drifts = probabilityDrifts(byWeek(await readProbabilities(from)), list);
    const first = versions.lineup().shares[0]?.version;
    const folder = list.find(({ id }) => id === first)?.folder;
    if (first !== undefined && folder)
      drifts.push(...signalDrifts(byWeek(await readSignals(first, folder)(from)), first, folder));
    return drifts.toSorted((a, b) => (a.week < b.week ? 1 : a.week > b.week ? -1 : 0));
  };

  let reporting: Promise<readonly Drift[]> | undefined;
  const reportOnce = async (): Promise<readonly Drift[]> => {
    reporting ??= report().finally(() => {
      reporting = undefined;
    });
    return reporting;
  };
  return {
    report: reportOnce,
    alarms: async () => {
      const since = weekOf(addDays(now(), -7));
      return (await reportOnce()).filter(
        ({ week, level }) => week >= since && (level === "warning" || level === "alarm"),
      );
    },
  };
}

function byWeek<Row>(days: ReadonlyMap<string, readonly Row[]>): ReadonlyMap<string, readonly Row[]> {
  const grouped = Map.groupBy(days, ([day]) => weekOf(new Date(day)));
  return new Map([...grouped].map(([week, list]) => [week, list.flatMap(([, rows]) => rows)]));
}

function probabilityDrifts(
  weeks: ReadonlyMap<string, readonly ProbabilityCount[]>,
  list: readonly ModelVersion[],
): Drift[] {
  return [...weeks].flatMap(([week, rows]) =>
    [...Map.groupBy(rows, ({ version, language }) => `${language} ${version}`).values()].map((group): Drift => {
      const { version, language } = group[0]!;
      const lengths = sumBy(group, lengthBins.length, ({ length }) => length);
      const tenths = sumBy(group, probabilityEdges.length + 1, ({ tenth }) => tenth);
      const calibration = list.find(({ id }) => id === version)?.folder?.calibration ?? [];
      const mixture = createProbabilityMixture(calibration, language, lengths);
      const counts = mixture ? mergeBins(tenths, mixture.edges) : tenths;
      return { week, language, version, of: "probability", ...measureDrift(counts, mixture) };
    }),
  );
}

function sumBy(rows: readonly ProbabilityCount[], size: number, read: (row: ProbabilityCount) => number): number[] {
  const sums = Array.from({ length: size }, () => 0);
  for (const row of rows) sums[read(row)]! += row.count;
  return sums;
}

/** Counts between the edges, from counts of tenths; the edges are some of the tenths' own. */
function mergeBins(tenths: readonly number[], edges: readonly number[]): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const [tenth, count] of tenths.entries()) {
    const start = tenth === 0 ? 0 : probabilityEdges[tenth - 1]!;
    counts[edges.filter((edge) => edge <= start).length]! += count;
  }
  return counts;
}

function signalDrifts(
  weeks: ReadonlyMap<string, readonly SignalCount[]>,
  version: string,
  { quartiles, trainedOn }: VersionFolder,
): Drift[] {
  return [...weeks].flatMap(([week, rows]) =>
    [...Map.groupBy(rows, ({ language, signal }) => `${language} ${signal}`).values()].map((group): Drift => {
      const { language, signal } = group[0]!;
      const counts = [0, 1, 2].map((bin) => group.reduce((sum, row) => sum + row.counts[bin]!, 0));
      const known = quartiles.find((one) => one.language === language && one.signal === signal);
      return {
        week,
        language,
        version,
        of: signal,
        ...measureDrift(counts, known && createSignalMixture(known, trainedOn)),
      };
    }),
  );
}
