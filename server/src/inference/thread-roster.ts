import { startMember, type PoolMember } from "./pool-member.ts";

interface RosterOptions<Spec> {
  readonly program: URL;
  readonly threads: number;
  readonly holdings: ReadonlyMap<string, Spec>;
  /** A thread has started, ended, or holds something else than before. */
  readonly onChange: () => void;
}

/** The threads of a pool: what each holds, and a new one for each that is lost. Must be closed. */
export interface ThreadRoster<Spec, Task, Answer> {
  readonly members: () => readonly PoolMember<Spec, Task, Answer>[];
  /** What every thread is to hold. */
  readonly wanted: () => readonly string[];
  /** Whether a thread holds it, or may do so soon. */
  readonly isHopeful: (name: string | undefined) => boolean;
  readonly load: (name: string, spec: Spec) => Promise<void>;
  readonly unload: (name: string) => Promise<void>;
  /** Resolves when a thread has loaded all that it was to hold at first; rejects with the reason why it could not. */
  readonly ready: Promise<void>;
  /** Whether a thread holds something. */
  readonly isReady: () => boolean;
  readonly lost: () => number;
  readonly close: () => Promise<void>;
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;

export function startRoster<Spec, Task, Answer>(options: RosterOptions<Spec>): ThreadRoster<Spec, Task, Answer> {
  type Member = PoolMember<Spec, Task, Answer>;
  const wanted = new Map(options.holdings);
  const members = new Set<Member>();
  /** Those that have loaded what they were started with. */
  const up = new Set<Member>();
  const delays = new Set<NodeJS.Timeout>();
  const first = Promise.withResolvers<void>();
  let lost = 0;
  let failedStarts = 0;
  let isClosed = false;

  function start(isReplacement: boolean): void {
    const member: Member = startMember(options.program, wanted, {
      isReplacement,
      onChange: options.onChange,
      onEnd: () => replace(member),
    });
    members.add(member);
    void watch(member);
  }

  async function watch(member: Member): Promise<void> {
    const end = await member.started;
    if (end === "lost" || !members.has(member)) return;
    up.add(member);
    if (end !== "loaded") return first.reject(new Error(end.problem));
    failedStarts = 0;
    first.resolve();
  }

  function replace(member: Member): void {
    members.delete(member);
    const wasUp = up.delete(member);
    if (isClosed) return;
    lost++;
    if (wasUp) start(true);
    else {
      first.reject(new Error("The threads that judge end while they start; there may be too little memory."));
      const delay = setTimeout(
        () => {
          delays.delete(delay);
          start(true);
        },
        Math.min(longestDelayMs, firstDelayMs * 2 ** failedStarts++),
      );
      delays.add(delay);
    }
    options.onChange();
  }

  /** @returns false when the thread was lost by somebody else's fault */
  async function loadInto(member: Member | undefined, name: string, spec: Spec): Promise<boolean> {
    const end = member === undefined ? { problem: "No thread could be started." } : await member.load(name, spec);
    if (typeof end === "string") return end === "loaded";
    throw new Error(`${name} cannot be loaded: ${end.problem}`);
  }

  async function unload(name: string): Promise<void> {
    wanted.delete(name);
    await Promise.all([...members].map(async (member) => member.unload(name)));
  }

  for (let at = 0; at < options.threads; at++) start(false);
  // Who never asks whether it is ready need not hear why it is not.
  first.promise.catch(() => {});

  return {
    members: () => [...members],
    wanted: () => [...wanted.keys()],
    isHopeful: (name) => [...members].some((member) => member.isBusy() || member.holds(name)),
    load: async (name, spec) => {
      if (wanted.has(name)) throw new Error(`${name} is loaded already. Unload it first.`);
      try {
        if (wanted.size === 0) {
          wanted.set(name, spec);
          await Promise.all([...members].map(async (member) => loadInto(member, name, spec)));
          return;
        }
        // One after the other, so that the rest go on answering; new threads when one has shown that it can be loaded.
        while (!(await loadInto([...members][0], name, spec)));
        wanted.set(name, spec);
        for (const member of [...members]) if (!member.holds(name)) await loadInto(member, name, spec);
      } catch (error) {
        await unload(name);
        throw error;
      }
    },
    unload,
    ready: first.promise,
    isReady: () => [...up].some((member) => !member.isEmpty()),
    lost: () => lost,
    close: async () => {
      isClosed = true;
      for (const delay of delays) clearTimeout(delay);
      first.reject(new Error("It was closed before it was ready."));
      await Promise.all([...members].map(async ({ thread }) => thread.stop()));
    },
  };
}
