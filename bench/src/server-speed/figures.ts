/** What a server says of itself at /metrics. */
export interface Figures {
  readonly residentMegabytes: number;
  /** Since the start of the process. */
  readonly cpuSeconds: number;
  /** Since the last reading, in milliseconds: how late a timer of {@link samplingMs} fired, that time included. */
  readonly loopDelayP50: number;
  readonly loopDelayP99: number;
}

/** Node's monitorEventLoopDelay measures every 10 ms, and counts from one time to the next. */
export const samplingMs = 10;

/** Reading starts the measurement of the event loop anew. */
export async function readFigures(url: string): Promise<Figures> {
  const answer = await fetch(new URL("/metrics", url));
  const text = await answer.text();
  const valueOf = (name: string): number => {
    const [, value] = new RegExp(`^${name} (\\S+)$`, "m").exec(text) ?? [];
    if (value === undefined) throw new Error(`${url}/metrics has no ${name}: ${text.slice(0, 200)}`);
    return Number(value);
  };
  return {
    residentMegabytes: valueOf("process_resident_memory_bytes") / 1e6,
    cpuSeconds: valueOf("process_cpu_seconds_total"),
    loopDelayP50: valueOf("nodejs_eventloop_lag_p50_seconds") * 1000,
    loopDelayP99: valueOf("nodejs_eventloop_lag_p99_seconds") * 1000,
  };
}
