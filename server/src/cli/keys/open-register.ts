import type { CliEnvironment } from "whowrote/cli/environment";
import type { KeyRegister } from "../../access.ts";
import { createKeyHasher } from "../../access/key-hash.ts";
import { createKeyStore } from "../../access/key-store.ts";
import { readServerSecret } from "../../access/server-secret.ts";
import { isLoopback } from "../../access/is-loopback.ts";
import { parseSettings, type Settings } from "../../settings.ts";
import { openStorage, type Storage } from "../../storage.ts";
import { DataFolderInUseError } from "../../storage/storage-error.ts";
import type { RegisterOptions } from "./options.ts";
import { createRemoteRegister } from "./remote-register.ts";

export type KeysEnvironment = Pick<
  CliEnvironment,
  "stdout" | "stderr" | "cwd" | "variables" | "models" | "onInterrupt"
>;

/**
 * Does something with the keys of the server at `--server`, or else of the database that the settings name.
 * @throws {Error} when there is none, or a running server has it
 */
export async function withRegister<Result>(
  { server }: Pick<RegisterOptions, "server">,
  environment: KeysEnvironment,
  act: (register: KeyRegister) => Promise<Result>,
): Promise<Result> {
  if (server !== undefined) return act(openRemote(server, environment));
  const settings = parseSettings(environment.variables, environment);
  const storage = await openDatabase(settings);
  try {
    const hasher = createKeyHasher(await readServerSecret(settings));
    return await act(createKeyStore(storage.db, hasher, Date.now));
  } finally {
    await storage.close();
  }
}

function openRemote(server: string, { variables, stderr, onInterrupt }: KeysEnvironment): KeyRegister {
  const { protocol, hostname } = new URL(server);
  const key = variables["WHOWROTE_API_KEY"];
  if (key && protocol === "http:" && !isLoopback(hostname))
    stderr.write("whowrote: the key goes to the server unencrypted; use https where others can listen.\n");
  return createRemoteRegister({ server, ...(key && { key }), signal: onInterrupt() });
}

async function openDatabase(settings: Settings): Promise<Storage> {
  try {
    return await openStorage(settings);
  } catch (cause) {
    if (!(cause instanceof DataFolderInUseError)) throw cause;
    throw new Error(
      `The keys are in the database of a running server, it seems. Ask that server: add --server http://127.0.0.1:${settings.port}, with an admin key in WHOWROTE_API_KEY if it asks for one. Or stop it first`,
      { cause },
    );
  }
}
