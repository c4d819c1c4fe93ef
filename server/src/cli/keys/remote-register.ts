import { z } from "zod";
import type { KeyRegister } from "../../access.ts";
import { apiKey, fromWireKey, keyList, newKey, toWireDraft } from "../../schema/key.ts";

interface RemoteRegister {
  /** Of the server. */
  readonly server: string;
  /** Left out where the server asks for none. */
  readonly key?: string;
  readonly signal: AbortSignal;
}

/**
 * The keys of a running server, over its API.
 * @throws {Error} from each call, when nobody answers or the server refuses: with what it said
 */
export function createRemoteRegister({ server, key, signal }: RemoteRegister): KeyRegister {
  // The server may stand below a path of its proxy.
  const keys = new URL("api/v1/keys", server.endsWith("/") ? server : `${server}/`);

  const ask = async (method: string, url: URL, body?: object): Promise<Response> => {
    try {
      return await fetch(url, {
        method,
        headers: {
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(body && { "content-type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A key is for this server only.
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]),
      });
    } catch (cause) {
      if (signal.aborted) throw cause;
      throw new Error(`No whowrote server answers at ${server}. Start it, or name another with --server.`, { cause });
    }
  };

  return {
    create: async (draft) => {
      const { key: text, ...made } = await read(await ask("POST", keys, toWireDraft(draft)), newKey);
      return { key: fromWireKey(made), text };
    },
    list: async () => (await read(await ask("GET", keys), keyList)).keys.map(fromWireKey),
    revoke: async (id) => {
      const response = await ask("DELETE", new URL(`${keys.pathname}/${encodeURIComponent(id)}`, keys));
      if (response.status === 404 && (await isProblem(response))) return undefined;
      return fromWireKey(await read(response, apiKey));
    },
  };
}

const timeLimit = 30_000;
const problem = z.object({ title: z.string(), detail: z.string() });

async function read<Schema extends z.ZodType>(response: Response, schema: Schema): Promise<z.output<Schema>> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
  }
  const refusal = problem.safeParse(answer);
  if (!response.ok && refusal.success)
    throw new Error(`The server refused (${response.status}): ${refusal.data.detail}`);
  throw new Error(
    `What answers at ${new URL(response.url).origin} (status ${response.status}) is no whowrote server of this version. Name another with --server.`,
  );
}

const isProblem = async (response: Response): Promise<boolean> =>
  problem.safeParse(await response.json().catch(() => undefined)).success;
