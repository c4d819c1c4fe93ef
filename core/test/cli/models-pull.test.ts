import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sendStatus, serveHub, sha } from "../node/hub/hub-server.ts";
import { pulled, toyFiles, weights } from "../node/hub/toy-model.ts";
import { writeTree } from "../node/folder-tree.ts";
import { whowrote } from "./run-in-memory.ts";

test("a pulled model's folder goes to standard output, and its files to standard error", async () => {
  const { url } = await serveHub(toyFiles, { large: ["model.safetensors"] });
  const cwd = writeTree({});
  const { code, stdout, stderr } = await whowrote(["models", "pull", "owner/model", "--cache", "c"], {
    cwd,
    variables: { HF_ENDPOINT: url },
  });
  const folder = join(cwd, "c/models--owner--model/snapshots", sha);
  expect([code, stdout]).toEqual([0, `${folder}\n`]);
  for (const file of pulled) expect(stderr).toMatch(new RegExp(`^${file} {2}\\d+(\\.\\d MB| bytes)$`, "m"));
  expect(new Uint8Array(readFileSync(join(folder, "model.safetensors")))).toEqual(weights);
});

test("a second pull says what was there, and an offline one finds it", async () => {
  const { url, seen } = await serveHub(toyFiles);
  const setting = { cwd: "/", variables: { HF_ENDPOINT: url, WHOWROTE_CACHE: writeTree({}) } };
  const first = await whowrote(["models", "pull", "owner/model"], setting);
  const second = await whowrote(["models", "pull", "owner/model"], setting);
  expect(second.stderr).toContain("model.safetensors  0.3 MB, was there");
  const asked = seen.length;
  const offline = await whowrote(["models", "pull", "owner/model", "--offline"], setting);
  expect([second.stdout, offline.stdout]).toEqual([first.stdout, first.stdout]);
  expect(seen).toHaveLength(asked);
});

test("only the named files come, from the named mirror and revision", async () => {
  const { url } = await serveHub(toyFiles);
  const args = ["models", "pull", "owner/model", "--mirror", url, "--revision", sha, "--files", "*.json, LICENSE"];
  const { code, stderr } = await whowrote(args, { cwd: "/", variables: { WHOWROTE_CACHE: writeTree({}) } });
  expect(code).toBe(0);
  expect(stderr.split("\n").map((line) => line.split(" ")[0])).toEqual([
    "LICENSE",
    "config.json",
    "tokenizer.json",
    "",
  ]);
});

test("a refusal is an error with a remedy that shows no token", async () => {
  const { url } = await serveHub(toyFiles, { token: "hf_right" });
  const variables = { HF_ENDPOINT: url, HF_TOKEN: "hf_wrong", WHOWROTE_CACHE: writeTree({}), WHOWROTE_DEBUG: "1" };
  const { code, stdout, stderr } = await whowrote(["models", "pull", "owner/model"], { cwd: "/", variables });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Accept it at");
  expect(stderr).not.toContain("hf_wrong");
});

test("Ctrl-C ends a pull with 130, and nothing unfinished stands under its name", async () => {
  const stop = new AbortController();
  const { url } = await serveHub(toyFiles, {
    large: ["model.safetensors"],
    misbehave: (request, response) => {
      if (!request.url!.includes("signature")) return false;
      response.writeHead(200, { "content-length": weights.length });
      response.write(weights.subarray(0, 1000), () => stop.abort());
      return true;
    },
  });
  const cache = writeTree({});
  const setting = { cwd: "/", variables: { HF_ENDPOINT: url, WHOWROTE_CACHE: cache }, signal: stop.signal };
  const { code, stdout, stderr } = await whowrote(["models", "pull", "owner/model"], setting);
  expect([code, stdout]).toEqual([130, ""]);
  expect(stderr).toContain("Stopped. Run the same command again to go on.");
  expect(existsSync(join(cache, "models--owner--model/snapshots", sha, "model.safetensors"))).toBe(false);
  expect(existsSync(join(cache, "models--owner--model/refs"))).toBe(false);
});

test("what a server says reaches the terminal without its control characters", async () => {
  const { url } = await serveHub({ "config.json": "{}", "model.gguf\u202e": "" });
  const variables = { HF_ENDPOINT: url, WHOWROTE_CACHE: writeTree({}) };
  const { stderr } = await whowrote(["models", "pull", "owner/model"], { cwd: "/", variables });
  expect(stderr).toContain("model.gguf\ufffd");
});

test.each([
  [["models", "pull"], "missing required argument 'repository'"],
  [["models", "pull", "a/b", "--mirror", "nowhere"], 'The mirror "nowhere" is no http(s) address'],
  [["models", "pull", "a/b", "--files", ","], "--files ,: must name files"],
  [["models", "fetch"], "error:"],
])("%j is bad usage: 2", async (args, message) => {
  const { code, stderr } = await whowrote(args, { cwd: "/" });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("a server that cannot be reached is named, with what to do", async () => {
  const { url } = await serveHub(toyFiles, {
    misbehave: (_, response) => {
      sendStatus(response, 429, { "retry-after": "600" });
      return true;
    },
  });
  const variables = { HF_ENDPOINT: url, WHOWROTE_CACHE: writeTree({}) };
  const { code, stderr } = await whowrote(["models", "pull", "owner/model"], { cwd: "/", variables });
  expect([code, stderr]).toEqual([2, expect.stringContaining("asks to wait 600 s. Try again later")]);
});
