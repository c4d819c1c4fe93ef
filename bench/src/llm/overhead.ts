import { median, shareOf } from "../speed/measurement.ts";
import { startLimitProcess } from "./limit-process.ts";
import { rewritten } from "./limit-server.ts";
import { openBenchChat } from "./open-bench-chat.ts";
import { question } from "./rewrites.ts";

/** Milliseconds a call with the client and with a bare fetch of the same, in turns; of calls at once, their share of the time. */
export interface OverheadMeasurement {
  readonly connections: number;
  readonly calls: number;
  readonly client: Spread;
  readonly bare: Spread;
}

interface Spread {
  readonly p50: number;
  readonly p95: number;
}

const key = "gsk_measuredkey0000000000";
const warmUp = 50;

/** @param connections calls that are under way at once */
export async function measureOverhead(calls: number, connections: number): Promise<OverheadMeasurement> {
  const server = await startLimitProcess({
    keys: { [key]: "good" },
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
    minuteMs: 60_000,
    answerMs: { from: 0, to: 0 },
    dropped: 0,
    failed: 0,
    seed: 1,
  });
  try {
    const variables = { WHOWROTE_LLM_KEYS: key, WHOWROTE_LLM_RATE: "100000" };
    const { chat } = openBenchChat(server.url, variables, 60_000);
    const times: Record<"client" | "bare", number[]> = { client: [], bare: [] };
    const ways = {
      client: async () => (await chat.complete(question)).text,
      bare: async () => askBare(server.url),
    };
    const rounds = Math.ceil(calls / connections) + Math.ceil(warmUp / connections);
    for (let round = 0; round < rounds; round++)
      for (const way of round % 2 === 0 ? (["client", "bare"] as const) : (["bare", "client"] as const)) {
        const isWarm = round * connections >= warmUp;
        const started = performance.now();
        const texts = await Promise.all(Array.from({ length: connections }, ways[way]));
        if (isWarm) times[way].push((performance.now() - started) / connections);
        if (texts.some((text) => text !== rewritten)) throw new Error("The server gave another text than it has.");
      }
    return {
      connections,
      calls: times.client.length * connections,
      client: spread(times.client),
      bare: spread(times.bare),
    };
  } finally {
    await server.close();
  }
}

const spread = (times: readonly number[]): Spread => ({ p50: median(times), p95: shareOf(times, 0.95) });

async function askBare(url: string): Promise<string> {
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({
      model: "llama-3.3-70b-versatile",
      temperature: question.temperature,
      max_tokens: question.maxTokens,
      messages: question.messages.map(({ role, text }) => ({ role, content: text })),
    }),
  });
  const answer = (await response.json()) as {
    readonly choices: readonly [{ readonly message: { readonly content: string } }];
  };
  return answer.choices[0].message.content;
}
