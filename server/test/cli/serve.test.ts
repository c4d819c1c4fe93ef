import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { sampleCode } from "../sample-code.ts";

const bin = fileURLToPath(import.meta.resolve("whowrote/cli/program")).replace(
  /src[/\\]cli[/\\]program\.ts$/,
  "bin/whowrote.js",
);
const data = mkdtempSync(join(tmpdir(), "whowrote-serve-"));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

/** `whowrote serve` in a process of its own. */
function serve(variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [bin, "serve"], {
    env: { PATH: process.env["PATH"], WHOWROTE_DATA: data, WHOWROTE_THREADS: "1", API_PORT: "0", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const told = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (told.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (told.stderr += chunk.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...told }));
  const url = async (): Promise<string> => {
    for (;;) {
      const [found] = /http:\/\/[\d.]+:\d+/.exec(told.stderr) ?? [];
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(told.stderr);
      await Promise.race([once(child.stderr, "data"), ended]);
    }
  };
  return { child, ended, url };
}

test("the server answers, keeps its folder and its port for itself, and ends in order on SIGTERM", async () => {
  const first = serve();
  const url = await first.url();
  const sent = await fetch(`${url}/api/v1/predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code: sampleCode(), language: "python" }),
  });
  expect(sent.status).toBe(200);

  // The process that was started, with an allocator that gives memory back.
  if (process.platform === "linux")
    expect(readFileSync(`/proc/${first.child.pid}/environ`, "latin1")).toContain("\0MALLOC_TRIM_THRESHOLD_=131072\0");

  const sameFolder = await serve().ended;
  expect(sameFolder).toMatchObject({ code: 2, stderr: expect.stringContaining(data) as string });
  const samePort = await serve({ API_PORT: new URL(url).port }).ended;
  expect(samePort).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("another program listens there") as string,
  });

  first.child.kill("SIGTERM");
  const { code, stdout } = await first.ended;
  expect(code).toBe(0);
  const messages = stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly msg: string }).msg);
  expect(messages).toEqual(["listening", "request", "stopping", "stopped"]);
}, 120_000);

test("a variable that does not fit, or is not known, stops the start by its name", async () => {
  const { code, stderr } = await serve({ API_PORT: "many", WHOWROTE_NONSENSE: "1" }).ended;
  expect([code, stderr]).toEqual([2, expect.stringContaining("API_PORT=many: must be a whole number from 0 to 65535")]);
  expect(stderr).toContain("WHOWROTE_NONSENSE: there is no such option");
});
