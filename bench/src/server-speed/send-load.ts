import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "whowrote/random";
import { shareOf } from "../speed/measurement.ts";
import type { Load, LoadResult } from "./load.ts";
import { targets, type Answered, type Target } from "./target.ts";
import type { CodeText, Texts } from "./texts.ts";

const limitMs = 30_000;
const seed = 5;

/** Sends a load and checks every answer. Requests that are under way at the end are waited for. */
export async function sendLoad(load: Load, texts: Texts): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const target = targets[load.target];
  const url = new URL(target.path, load.url);
  const times: number[] = [];
  const failures: Record<string, number> = {};
  let cached = 0;
  let next = load.from;

  async function ask(plannedMs: number): Promise<void> {
    const number = next++;
    const text = texts.at(load.repeat === undefined ? number : load.from + ((number - load.from) % load.repeat));
    try {
      const { isCached } = await askOnce(url, target, agent, text);
      times.push(performance.now() - plannedMs);
      if (isCached) cached++;
    } catch (error) {
      const reason = (error as Error).message.slice(0, 200);
      failures[reason] = (failures[reason] ?? 0) + 1;
    }
  }

  const cpu = process.cpuUsage();
  const startMs = performance.now();
  if (load.arrival.kind === "closed") await keepBusy(load, startMs, ask);
  else await arriveByChance(load.arrival.perSecond, load.seconds, startMs, ask);
  const seconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  agent.destroy();
  return {
    seconds,
    answered: times.length,
    cached,
    failures,
    p50: shareOf(times, 0.5),
    p95: shareOf(times, 0.95),
    p99: shareOf(times, 0.99),
    slowest: shareOf(times, 1),
    next,
    cores: (user + system) / 1e6 / seconds,
  };
}

type Ask = (plannedMs: number) => Promise<void>;

async function keepBusy({ connections, seconds }: Load, startMs: number, ask: Ask): Promise<void> {
  const endMs = startMs + seconds * 1000;
  const connection = async (): Promise<void> => {
    for (let now = startMs; now < endMs; now = performance.now()) await ask(performance.now());
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/** Times count from the planned moment, so that a server that keeps everybody waiting is not asked less for it. */
async function arriveByChance(perSecond: number, seconds: number, startMs: number, ask: Ask): Promise<void> {
  const random = createRandom(seed);
  const gapMs = (): number => (-Math.log(1 - random()) / perSecond) * 1000;
  const endMs = startMs + seconds * 1000;
  const asked: Promise<void>[] = [];
  for (let planned = startMs + gapMs(); planned < endMs; planned += gapMs()) {
    const early = planned - performance.now();
    if (early > 0) await sleep(early);
    asked.push(ask(planned));
  }
  await Promise.all(asked);
}

async function askOnce(url: URL, target: Target, agent: Agent, text: CodeText): Promise<Answered> {
  const body = Buffer.from(JSON.stringify(text));
  const { status, content } = await post(url, agent, body);
  if (status !== 200) throw new Error(`status ${status}: ${content.slice(0, 120)}`);
  return target.read(JSON.parse(content), text);
}

async function post(
  url: URL,
  agent: Agent,
  body: Buffer,
): Promise<{ readonly status: number; readonly content: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number; readonly content: string }>();
  const headers = { "content-type": "application/json", "content-length": body.length };
  const sent = request(url, { method: "POST", agent, headers, timeout: limitMs }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => resolve({ status: response.statusCode ?? 0, content: Buffer.concat(chunks).toString() }));
    response.on("error", reject);
  });
  sent.on("timeout", () => sent.destroy(new Error(`no answer in ${limitMs / 1000} s`)));
  sent.on("error", reject);
  sent.end(body);
  return promise;
}
