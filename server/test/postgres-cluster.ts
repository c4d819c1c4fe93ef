import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL server of the tests' own, in a temporary folder. Must be closed. */
export interface PostgresCluster {
  /** Makes an empty database and gives its URL. */
  createDatabase(): Promise<string>;
  /** kill -9 of the server and its connections, as in a power cut of the process. */
  kill(): Promise<void>;
  /** Starts it again after `kill`; resolves when it answers. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** PostgreSQL's programs, newest first; undefined when it is not installed. */
export function findPostgres(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...versions.map((name) => join(debian, name, "bin")),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

export async function openPostgresCluster(programs: string): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), "whowrote-postgres-"));
  const user = findUser();
  if (user !== undefined) {
    chownSync(folder, user.uid, user.gid);
  }
  const data = join(folder, "data");
  const options = {
    cwd: folder,
    stdio: "ignore",
    env: { LC_ALL: "C.UTF-8", PATH: process.env["PATH"] },
    ...user,
  } as const;
  execFileSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "whowrote", "-A", "trust", "-E", "UTF8", "--no-sync"],
    options,
  );
  const port = await findFreePort();
  const urlOf = (database: string): string => `postgres://whowrote@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | undefined;
  let databases = 0;

  const start = async (): Promise<void> => {
    // Without fsync a killed server still loses nothing; only a machine without power would.
    const settings = ["fsync=off", "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
    server = spawn(
      join(programs, "postgres"),
      ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      options,
    );
    await waitForAnswer(server, urlOf("postgres"));
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const stopping = server;
    server = undefined;
    if (stopping === undefined || stopping.exitCode !== null || stopping.signalCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => {
      stopping.once("exit", resolve);
    });
    stopping.kill(signal);
    await ended;
  };
  const killAtExit = (): void => {
    server?.kill("SIGKILL");
  };
  process.on("exit", killAtExit);
  await start();
  return {
    start,
    createDatabase: async () => {
      databases += 1;
      const name = `test${databases}`;
      await runAlone(urlOf("postgres"), `create database ${name}`);
      return urlOf(name);
    },
    kill: async () => {
      for (const child of childrenOf(server?.pid)) killIfThere(child);
      await stop("SIGKILL");
    },
    close: async () => {
      process.off("exit", killAtExit);
      // SIGINT is PostgreSQL's fast shutdown.
      await stop("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function findUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("postgres:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error("PostgreSQL does not run as root, and there is no user postgres. Run the tests as another user.");
  }
  return { uid: Number(uid), gid: Number(gid) };
}

function childrenOf(pid: number | undefined): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

async function waitForAnswer(server: ChildProcess, url: string): Promise<void> {
  for (;;) {
    try {
      await runAlone(url, "select 1");
      return;
    } catch (cause) {
      if (server.exitCode !== null || server.signalCode !== null) {
        throw new Error("PostgreSQL ended while it was starting.", { cause });
      }
      await sleep(50);
    }
  }
}

async function runAlone(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Processes of PostgreSQL come and go by themselves. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
