import { readFigures, type Figures } from "./figures.ts";
import type { LoadGenerator } from "./load-generator.ts";
import type { Arrival, LoadResult } from "./load.ts";
import type { TargetId } from "./target.ts";

/** A server under measurement. */
export interface Subject {
  readonly name: string;
  readonly target: TargetId;
  readonly url: string;
}

/** One load on one server. */
export interface LoadMeasurement {
  readonly load: string;
  readonly subject: Subject;
  readonly perSecond: number;
  readonly result: LoadResult;
  /** What the server says of that time; only whowrote does. */
  readonly figures?: Figures & { readonly cores: number };
}

export interface MeasuredLoads {
  readonly measured: readonly LoadMeasurement[];
  /** Number of the next text that a server was not asked about. */
  readonly next: ReadonlyMap<Subject, number>;
}

interface LoadCase {
  readonly name: string;
  readonly connections: number;
  readonly repeat?: number;
}

const connectionCounts = [1, 10, 50] as const;
export const mostConnections = 50;
const repeatedTexts = 20;
/** Arrivals as a share of what the same server took at most. */
export const openShare = 0.5;
export const closedName = (connections: number): string => `different texts, ${connections} connections`;
export const openName = `different texts, ${mostConnections} connections, half of that rate`;

const closedCases: readonly LoadCase[] = [
  ...connectionCounts.map((connections) => ({ name: closedName(connections), connections })),
  ...connectionCounts.map((connections) => ({
    name: `repeated texts, ${connections} connections`,
    connections,
    repeat: repeatedTexts,
  })),
];

/**
 * Puts every load on every server, which take turns, so that what else the machine does meets all.
 * @param seconds of each load; a third of it before all warms a server up
 */
export async function measureLoads(
  subjects: readonly Subject[],
  generator: LoadGenerator,
  seconds: number,
): Promise<MeasuredLoads> {
  const next = new Map<Subject, number>(subjects.map((subject) => [subject, 0]));

  async function put(
    subject: Subject,
    { connections, repeat }: Pick<LoadCase, "connections" | "repeat">,
    arrival: Arrival,
    duration = seconds,
  ): Promise<LoadResult> {
    const { url, target } = subject;
    const from = next.get(subject)!;
    const load = { url, target, arrival, connections, seconds: duration, from };
    const result = await generator.run(repeat === undefined ? load : { ...load, repeat });
    next.set(subject, repeat === undefined ? result.next : from + repeat);
    return result;
  }

  async function measure(subject: Subject, loadCase: LoadCase, arrival: Arrival): Promise<LoadMeasurement> {
    const isObserved = subject.target === "whowrote";
    const before = isObserved ? await readFigures(subject.url) : undefined;
    const result = await put(subject, loadCase, arrival);
    const after = isObserved ? await readFigures(subject.url) : undefined;
    return {
      load: loadCase.name,
      subject,
      perSecond: result.answered / result.seconds,
      result,
      ...(before && after && { figures: { ...after, cores: (after.cpuSeconds - before.cpuSeconds) / result.seconds } }),
    };
  }

  for (const subject of subjects) await put(subject, { connections: mostConnections }, { kind: "closed" }, seconds / 3);
  const measured: LoadMeasurement[] = [];
  for (const loadCase of closedCases)
    for (const subject of subjects) measured.push(await measure(subject, loadCase, { kind: "closed" }));
  for (const subject of subjects) {
    const most = measured.find((one) => one.subject === subject && one.load === closedName(mostConnections))!;
    const arrival = { kind: "open", perSecond: most.perSecond * openShare } as const;
    measured.push(await measure(subject, { name: openName, connections: mostConnections }, arrival));
  }
  return { measured, next };
}
