import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface HubContent {
  readonly [file: string]: string | Uint8Array;
}

/** Ways in which a hub may fail. Each request is given to `misbehave` first; what it answers is not answered again. */
export interface HubOptions {
  readonly repo?: string;
  /** Files kept on another host, as the hub keeps large ones. */
  readonly large?: readonly string[];
  /** Without this token everything is refused. */
  readonly token?: string;
  readonly ignoresRanges?: boolean;
  readonly misbehave?: (request: IncomingMessage, response: ServerResponse, seen: readonly Seen[]) => boolean;
  /** What is said of a file instead of the truth. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

export interface HubServer {
  readonly url: string;
  /** The requests to the hub itself, in order. */
  readonly seen: Seen[];
  /** Those to the host that keeps large files. */
  readonly seenElsewhere: Seen[];
}

export const sha = "0123456789abcdef0123456789abcdef01234567";

/** A real HTTP server with the routes of the Hugging Face hub, and a second one that keeps its large files. */
export async function serveHub(content: HubContent, options: HubOptions = {}): Promise<HubServer> {
  const { repo = "owner/model", large = [], token, misbehave, headers = {} } = options;
  const seen: Seen[] = [];
  const seenElsewhere: Seen[] = [];
  const storage = await listen((request, response) => {
    seenElsewhere.push(note(request));
    if (misbehave?.(request, response, seenElsewhere)) return;
    const bytes = bytesOf(content, decodeURIComponent(request.url!.split("?")[0]!.slice(1)));
    sendBytes(request, response, bytes, { etag: '"of-another-kind"' }, options);
  });
  const url = await listen((request, response) => {
    seen.push(note(request));
    if (misbehave?.(request, response, seen)) return;
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return sendStatus(response, 401, { "x-error-code": "GatedRepo" });
    const path = decodeURIComponent(request.url!);
    const [, revision] = new RegExp(`^/api/models/${repo}/revision/(.+)$`).exec(path) ?? [];
    if (revision !== undefined) {
      if (revision !== "main" && revision !== sha)
        return sendStatus(response, 404, { "x-error-code": "RevisionNotFound" });
      const siblings = Object.keys(content).map((rfilename) => ({ rfilename }));
      return sendBytes(request, response, Buffer.from(JSON.stringify({ sha, siblings })), {}, options);
    }
    const [, file] = new RegExp(`^/${repo}/resolve/${sha}/(.+)$`).exec(path) ?? [];
    if (file === undefined || !Object.hasOwn(content, file))
      return sendStatus(response, 404, { "x-error-code": file === undefined ? "RepoNotFound" : "EntryNotFound" });
    const bytes = bytesOf(content, file);
    if (!large.includes(file))
      return sendBytes(request, response, bytes, { etag: `"${gitSha1(bytes)}"`, ...headers[file] }, options);
    response.writeHead(302, {
      location: `${storage}/${file}?signature=secret`,
      "x-linked-size": bytes.length,
      "x-linked-etag": `"${createHash("sha256").update(bytes).digest("hex")}"`,
      ...headers[file],
    });
    response.end();
  });
  return { url, seen, seenElsewhere };
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function sendBytes(
  { method, headers: { range } }: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
  { ignoresRanges = false }: HubOptions,
): void {
  const from = ignoresRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  const isPart = from > 0;
  response.writeHead(isPart ? 206 : 200, {
    "content-length": bytes.length - from,
    ...(isPart && { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    ...headers,
  });
  response.end(method === "HEAD" ? undefined : bytes.subarray(from));
}

export function sendStatus(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-length": 0, ...headers });
  response.end();
}

/** Promises a whole answer, sends the start of it, and cuts the connection. */
export function sendCut(response: ServerResponse, bytes: Uint8Array, whole: number, from = 0): void {
  response.writeHead(from > 0 ? 206 : 200, {
    "content-length": whole - from,
    ...(from > 0 && { "content-range": `bytes ${from}-${whole - 1}/${whole}` }),
  });
  response.write(bytes, () => setTimeout(() => response.destroy(), 50));
}

function gitSha1(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

const bytesOf = (content: HubContent, file: string): Buffer => Buffer.from(content[file] ?? "");

function note({ method = "", url = "", headers: { range, authorization } }: IncomingMessage): Seen {
  return { method, path: decodeURIComponent(url), range, authorization };
}
