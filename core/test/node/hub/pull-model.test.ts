import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { describeError } from "../../../src/node/describe-error.ts";
import { readHubSettings, type HubSettings } from "../../../src/node/hub/hub-settings.ts";
import { pullModel, type PulledModel, type PullOptions, type PullProgress } from "../../../src/node/hub/pull-model.ts";
import { writeTree } from "../folder-tree.ts";
import { sendCut, sendStatus, serveHub, sha, type HubServer } from "./hub-server.ts";
import { pulled, readBytes, toyFiles, weights } from "./toy-model.ts";

const patience = {
  attempts: 3,
  firstWaitMs: 1,
  longestWaitMs: 2000,
  answerMs: 5000,
  stallMs: 5000,
  lockPollMs: 5,
  lockStaleMs: 60_000,
};

function settingsFor(url: string, variables: Readonly<Record<string, string>> = {}): HubSettings {
  const cache = writeTree({});
  return { ...readHubSettings({ mirror: url, cache }, { cwd: "/", variables }), patience };
}

const pull = (settings: HubSettings, options: Partial<PullOptions> = {}): Promise<PulledModel> =>
  pullModel("owner/model", settings, { signal: new AbortController().signal, ...options });

/** The error of a pull, with its causes, in one line. */
async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "no error",
    (error: unknown) => describeError(error),
  );
}

const modelFolder = ({ cache }: HubSettings): string => join(cache, "models--owner--model");
const weightsSum = createHash("sha256").update(weights).digest("hex");
const blobOf = (settings: HubSettings): string => join(modelFolder(settings), "blobs", weightsSum);
const partOf = (settings: HubSettings): string => `${blobOf(settings)}.incomplete`;

/** Everything in the cache but blobs and the way there. */
const snapshotFiles = (settings: HubSettings): string[] => {
  const folder = join(modelFolder(settings), "snapshots", sha);
  return existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).toSorted() : [];
};

const ranges = ({ seenElsewhere }: HubServer): (string | undefined)[] => seenElsewhere.map(({ range }) => range);

describe("a pull", () => {
  test("fetches what an encoder needs, the best weights only, and the licence", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"] });
    const settings = settingsFor(hub.url);
    const progress: PullProgress[] = [];
    const { folder, files } = await pull(settings, { onProgress: (state) => progress.push(state) });
    expect(folder).toBe(join(modelFolder(settings), "snapshots", sha));
    expect(files).toEqual(pulled);
    expect(snapshotFiles(settings)).toEqual([...pulled, "1_Pooling"].toSorted());
    for (const file of pulled)
      expect(readBytes(join(folder, file))).toEqual(new Uint8Array(Buffer.from(toyFiles[file])));
    expect(readFileSync(join(modelFolder(settings), "refs/main"), "utf8")).toBe(sha);
    expect(existsSync(join(modelFolder(settings), ".lock"))).toBe(false);
    const total = pulled.reduce((sum, file) => sum + toyFiles[file].length, 0);
    expect(progress.at(-1)).toEqual({ file: "model.safetensors", done: total, total, fetched: total });
  });

  test("fetches nothing again that is there, and what was cut on the disk anew", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"] });
    const settings = settingsFor(hub.url);
    await pull(settings);
    const fetched: Record<string, number> = {};
    const onFile = ({ name, fetched: bytes }: { name: string; fetched: number }): void => void (fetched[name] = bytes);
    await pull(settings, { onFile });
    expect(Object.values(fetched).every((bytes) => bytes === 0)).toBe(true);
    expect(hub.seenElsewhere).toHaveLength(1);
    writeFileSync(blobOf(settings), "cut");
    const { folder } = await pull(settings, { onFile });
    expect(fetched["model.safetensors"]).toBe(weights.length);
    expect(readBytes(join(folder, "model.safetensors"))).toEqual(weights);
  });

  test("goes on after cut connections where it stood, however often they are cut", async () => {
    const step = 60_000;
    const hub = await serveHub(toyFiles, {
      large: ["model.safetensors"],
      misbehave: ({ url, headers }, response) => {
        if (!url!.includes("signature")) return false;
        const from = Number(/\d+/.exec(headers.range ?? "0")![0]);
        if (from + step >= weights.length) return false;
        sendCut(response, weights.subarray(from, from + step), weights.length, from);
        return true;
      },
    });
    const { folder } = await pull(settingsFor(hub.url));
    expect(readBytes(join(folder, "model.safetensors"))).toEqual(weights);
    // More requests than attempts: each that gets on makes all of them available again. What was on its way may be lost.
    const starts = ranges(hub).map((range) => Number(/\d+/.exec(range ?? "0")![0]));
    expect(starts.length).toBeGreaterThan(patience.attempts);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.at(-1)).toBeGreaterThanOrEqual(weights.length - step);
  });

  test("goes on in another run where the one before stopped", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"] });
    const settings = settingsFor(hub.url);
    mkdirSync(dirname(partOf(settings)), { recursive: true });
    writeFileSync(partOf(settings), weights.subarray(0, 100_000));
    const { folder } = await pull(settings);
    expect(ranges(hub)).toEqual(["bytes=100000-"]);
    expect(readBytes(join(folder, "model.safetensors"))).toEqual(weights);
    expect(existsSync(partOf(settings))).toBe(false);
  });

  test("starts anew with a server that knows no ranges", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"], ignoresRanges: true });
    const settings = settingsFor(hub.url);
    mkdirSync(dirname(partOf(settings)), { recursive: true });
    writeFileSync(partOf(settings), weights.subarray(0, 100_000));
    const { folder } = await pull(settings);
    expect(readBytes(join(folder, "model.safetensors"))).toEqual(weights);
  });

  test("gives up on a server that knows no ranges and cuts every answer", async () => {
    const hub = await serveHub(toyFiles, {
      large: ["model.safetensors"],
      misbehave: ({ url }, response) => {
        if (!url!.includes("signature")) return false;
        sendCut(response, weights.subarray(0, 1000), weights.length);
        return true;
      },
    });
    const settings = settingsFor(hub.url);
    expect(await failure(pull(settings))).toContain("was not read to its end. Run the same command again to go on.");
    expect(hub.seenElsewhere.length).toBeLessThanOrEqual(patience.attempts + 1);
    expect(snapshotFiles(settings)).not.toContain("model.safetensors");
    expect(existsSync(join(modelFolder(settings), "refs"))).toBe(false);
  });

  test("starts anew when the server sends another part than was asked for", async () => {
    const hub = await serveHub(toyFiles, {
      large: ["model.safetensors"],
      misbehave: ({ headers }, response) => {
        if (headers.range === undefined) return false;
        sendCut(response, weights.subarray(0, 10), weights.length, 5);
        return true;
      },
    });
    const settings = settingsFor(hub.url);
    mkdirSync(dirname(partOf(settings)), { recursive: true });
    writeFileSync(partOf(settings), weights.subarray(0, 100_000));
    const { folder } = await pull(settings);
    expect(readBytes(join(folder, "model.safetensors"))).toEqual(weights);
  });

  test("gives the token to the hub and to no host that it redirects to", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"], token: "hf_secret" });
    await pull(settingsFor(hub.url, { HF_TOKEN: "hf_secret" }));
    expect(new Set(hub.seen.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer hf_secret"]));
    expect(hub.seenElsewhere.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test("keeps the token to itself where others could read it on its way, and says so", async () => {
    const hub = await serveHub(toyFiles, { token: "hf_secret" });
    // This machine again, by an address that is not known as its own.
    const address = hub.url.replace("127.0.0.1", "0.0.0.0");
    const message = await failure(pull(settingsFor(address, { HF_TOKEN: "hf_secret" })));
    expect(message).toContain("name an https address: the token in HF_TOKEN is not sent in plain text");
    expect(hub.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test.each(["sha256 of a large file", "git's checksum of a small one"])(
    "refuses and removes what has not the %s",
    async (kind) => {
      const isLarge = kind.startsWith("sha256");
      const [file, header, length] = isLarge
        ? (["model.safetensors", "x-linked-etag", 64] as const)
        : (["config.json", "etag", 40] as const);
      const wrong = "f".repeat(length);
      const hub = await serveHub(toyFiles, {
        large: ["model.safetensors"],
        headers: { [file]: { [header]: `"${wrong}"` } },
      });
      const settings = settingsFor(hub.url);
      expect(await failure(pull(settings))).toMatch(
        new RegExp(`^${file} came with the checksum \\w+ instead of ${wrong}, and was removed`),
      );
      expect(snapshotFiles(settings)).not.toContain(file);
      expect(readdirSync(join(modelFolder(settings), "blobs")).filter((name) => name.startsWith(wrong))).toEqual([]);
    },
  );

  test("refuses a file that comes with no checksum at all", async () => {
    const hub = await serveHub(toyFiles, { headers: { "config.json": { etag: '"something"' } } });
    expect(await failure(pull(settingsFor(hub.url)))).toContain("gives no checksum for config.json");
  });

  test("refuses and removes a file that is longer than announced", async () => {
    const headers = { "model.safetensors": { "x-linked-size": "1000" } };
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"], headers });
    const settings = settingsFor(hub.url);
    expect(await failure(pull(settings))).toContain("model.safetensors is longer than the 1000 bytes it should have");
    expect(existsSync(partOf(settings))).toBe(false);
  });

  test("asks nothing of the disk that it has not: what is too large is refused before it is fetched", async () => {
    const headers = { "model.safetensors": { "x-linked-size": "900000000000000" } };
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"], headers });
    expect(await failure(pull(settingsFor(hub.url)))).toMatch(/^900,000,\d+ MB are needed, but the disk/);
    expect(hub.seenElsewhere).toEqual([]);
  });

  test.runIf(existsSync("/dev/full"))("says what to do when the disk is full", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"] });
    const settings = settingsFor(hub.url);
    mkdirSync(dirname(partOf(settings)), { recursive: true });
    symlinkSync("/dev/full", partOf(settings));
    expect(await failure(pull(settings))).toMatch(
      /^The disk that holds .* is full\. Free space, or name another folder/,
    );
    expect(snapshotFiles(settings)).not.toContain("model.safetensors");
  });

  test("waits as long as a busy server asks, and then goes on", async () => {
    const hub = await serveHub(toyFiles, {
      misbehave: (_, response, seen) => {
        const { path } = seen.at(-1)!;
        if (seen.filter((one) => one.path === path && one.method === seen.at(-1)!.method).length > 1) return false;
        sendStatus(response, path.includes("README") ? 503 : 429, { "retry-after": "0" });
        return true;
      },
    });
    expect((await pull(settingsFor(hub.url))).files).toEqual(pulled);
  });

  test("does not wait longer than it would: it says how long the server asks for", async () => {
    const hub = await serveHub(toyFiles, {
      misbehave: (_, response) => {
        sendStatus(response, 429, { "retry-after": "3600" });
        return true;
      },
    });
    expect(await failure(pull(settingsFor(hub.url)))).toContain("answers 429 and asks to wait 3600 s. Try again later");
    expect(hub.seen).toHaveLength(1);
  });

  test("gives up on a server that stays broken, and on one that is silent", async () => {
    const broken = await serveHub(toyFiles, {
      misbehave: (_, response) => {
        sendStatus(response, 500);
        return true;
      },
    });
    expect(await failure(pull(settingsFor(broken.url)))).toContain("answers 500. Try again later");
    expect(broken.seen).toHaveLength(patience.attempts);
    const silent = await serveHub(toyFiles, { misbehave: () => true });
    const settings = { ...settingsFor(silent.url), patience: { ...patience, answerMs: 30 } };
    expect(await failure(pull(settings))).toContain("gave no answer in 0.03 s");
  });

  test("gives up on an answer that starts and never goes on", async () => {
    const hub = await serveHub(toyFiles, {
      large: ["model.safetensors"],
      misbehave: ({ url }, response) => {
        if (!url!.includes("signature")) return false;
        response.writeHead(200, { "content-length": weights.length });
        response.write("x");
        return true;
      },
    });
    const settings = { ...settingsFor(hub.url), patience: { ...patience, stallMs: 30 } };
    expect(await failure(pull(settings))).toContain("Nothing came for 0.03 s");
  });

  test("follows a renamed repository on its own host, with the token, and no circle", async () => {
    const hub = await serveHub(toyFiles, {
      token: "hf_secret",
      misbehave: ({ url }, response) => {
        if (!url!.includes("/old/name")) return false;
        sendStatus(response, 307, { location: url!.replace("/old/name", "/owner/model") });
        return true;
      },
    });
    const settings = settingsFor(hub.url, { HUGGING_FACE_HUB_TOKEN: "hf_secret" });
    const signal = new AbortController().signal;
    expect((await pullModel("old/name", settings, { signal })).files).toEqual(pulled);
    const circle = await serveHub(toyFiles, {
      misbehave: ({ url }, response) => {
        sendStatus(response, 302, { location: url! });
        return true;
      },
    });
    expect(await failure(pull(settingsFor(circle.url)))).toContain("redirects more than 8 times");
  });

  test("writes only under names inside the repository", async () => {
    const files = { ...toyFiles, "../README.md": "out", "/LICENSE": "out", "a\\..\\NOTICE": "out" };
    const settings = settingsFor((await serveHub(files)).url);
    expect((await pull(settings, { files: ["*"] })).files).toEqual(
      Object.keys(toyFiles)
        .filter((file) => !file.includes("/") && !file.startsWith("."))
        .toSorted(),
    );
  });

  test("takes the files that are named, and says what it does not find", async () => {
    const settings = settingsFor((await serveHub(toyFiles)).url);
    expect((await pull(settings, { files: ["config.json", "onnx/*"] })).files).toEqual([
      "config.json",
      "onnx/model.onnx",
    ]);
    expect(await failure(pull(settings, { files: ["gone.txt"] }))).toContain(
      "owner/model holds nothing that --files gone.txt names",
    );
  });

  test("stops at once when asked to, leaves what has come, and goes on later", async () => {
    let isCut = true;
    const hub = await serveHub(toyFiles, {
      large: ["model.safetensors"],
      misbehave: ({ url }, response) => {
        if (!isCut || !url!.includes("signature")) return false;
        response.writeHead(200, { "content-length": weights.length });
        response.write(weights.subarray(0, 70_000));
        return true;
      },
    });
    const settings = settingsFor(hub.url);
    const stop = new AbortController();
    const total = pulled.reduce((sum, file) => sum + toyFiles[file].length, 0);
    const onProgress = ({ done }: PullProgress): void => {
      if (done >= total - weights.length + 70_000) stop.abort();
    };
    await expect(pull(settings, { signal: stop.signal, onProgress })).rejects.toThrow("aborted");
    expect(statSync(partOf(settings)).size).toBe(70_000);
    expect(snapshotFiles(settings)).not.toContain("model.safetensors");
    isCut = false;
    await pull(settings);
    expect(ranges(hub)).toEqual([undefined, "bytes=70000-"]);
  });

  test("two at once fetch everything once", async () => {
    const hub = await serveHub(toyFiles, { large: ["model.safetensors"] });
    const settings = settingsFor(hub.url);
    let waited = 0;
    const both = await Promise.all([0, 1].map(() => pull(settings, { onWait: () => waited++ })));
    expect(waited).toBe(1);
    expect(both[0]!.folder).toBe(both[1]!.folder);
    expect(hub.seenElsewhere).toHaveLength(1);
  });

  test("takes the lock of a process that is gone, or of one far away that does not renew it", async () => {
    const settings = settingsFor((await serveHub(toyFiles)).url);
    const lock = join(modelFolder(settings), ".lock");
    mkdirSync(modelFolder(settings), { recursive: true });
    const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(child, "exit");
    writeFileSync(lock, JSON.stringify({ id: "a", host: hostname(), pid: child.pid }));
    await pull(settings);
    writeFileSync(lock, JSON.stringify({ id: "b", host: "elsewhere", pid: 1 }));
    utimesSync(lock, 1, 1);
    await pull(settings);
    expect(existsSync(lock)).toBe(false);
  });

  test("offline gives what was pulled, and says how to get what was not", async () => {
    const hub = await serveHub(toyFiles);
    const settings = { ...settingsFor(hub.url), isOffline: true };
    expect(await failure(pull(settings))).toContain("owner/model at revision main is not in");
    const { folder } = await pull({ ...settings, isOffline: false });
    const asked = hub.seen.length;
    expect(await pull(settings)).toEqual({ folder, files: [...pulled].toSorted() });
    expect(await failure(pull(settings, { revision: "v2" }))).toContain("at revision v2 is not in");
    expect(hub.seen).toHaveLength(asked);
  });
});

describe("a repository that cannot be pulled", () => {
  test.each<[string, Record<string, string>, number, string, string]>([
    ["gated", {}, 403, "GatedRepo", "only to those who accepted its licence (403). Accept it at"],
    [
      "gated, with a token",
      { HF_TOKEN: "hf_x" },
      403,
      "GatedRepo",
      "a token that grants it, which the present one does not",
    ],
    [
      "private or misspelt",
      {},
      401,
      "RepoNotFound",
      "its name is wrong, or it is private or gated. Check the name, or set HF_TOKEN",
    ],
    ["misspelt", {}, 404, "RepoNotFound", "has no model owner/model (404). Check the name and --revision."],
    ["without the revision", {}, 404, "RevisionNotFound", "has no owner/model at revision main (404)"],
    ["forbidden by a mirror", {}, 451, "", "refuses owner/model with status 451"],
  ])("%s: the error says so", async (_name, variables, status, code, message) => {
    const hub = await serveHub(toyFiles, {
      misbehave: (_, response) => {
        sendStatus(response, status, code ? { "x-error-code": code } : {});
        return true;
      },
    });
    const said = await failure(pull(settingsFor(hub.url, variables)));
    expect(said).toContain(message);
    expect(said).not.toContain("hf_x");
    expect(hub.seen).toHaveLength(1);
  });

  test("is no encoder: the error says what it holds", async () => {
    const hub = await serveHub({ "model.gguf": "x", "README.md": "y" });
    expect(await failure(pull(settingsFor(hub.url)))).toContain("it needs config.json and one of model.safetensors");
  });

  test("is none: a server that is no hub is told apart", async () => {
    const hub = await serveHub(toyFiles, {
      misbehave: (_, response) => {
        response.end("<html>");
        return true;
      },
    });
    expect(await failure(pull(settingsFor(hub.url)))).toContain(
      "does not answer as the hub does. Check --mirror and HF_ENDPOINT",
    );
  });

  test.each([["a/b/c"], ["../x"], ["a b"], [""], ["-x/y"], ["a..b"], ["owner/"], ["https://huggingface.co/a/b"]])(
    "%j is no name of one",
    async (name) => {
      const signal = new AbortController().signal;
      const said = await failure(pullModel(name, settingsFor("http://127.0.0.1:9"), { signal }));
      expect(said).toContain("cannot be the name of a model on the hub");
    },
  );

  test.each([["../../etc"], ["a b"], [""], ["-x"], ["a/../b"], ["."]])("%j is no revision of one", async (revision) => {
    expect(await failure(pull(settingsFor("http://127.0.0.1:9"), { revision }))).toContain("cannot be a revision");
  });

  test("cannot be pulled into what is no folder", async () => {
    const hub = await serveHub(toyFiles);
    const settings = { ...settingsFor(hub.url), cache: join(writeTree({ file: "" }), "file") };
    expect(await failure(pull(settings))).toContain("cannot be written to. Name another folder with --cache");
  });
});
