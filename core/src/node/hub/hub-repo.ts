import { z } from "zod";
import { readChecksum, type Checksum } from "./checksum.ts";
import { explainRefusal, type Wanted } from "./hub-refusal.ts";
import { sendToHub, type HubAnswer, type HubRequest } from "./hub-request.ts";
import type { HubSettings } from "./hub-settings.ts";
import { readText } from "./read-body.ts";
import { isInside, type RepoName } from "./repo-name.ts";
import { retry } from "./retry.ts";

/** A repository as the hub lists it at one revision. */
export interface HubRepo {
  readonly name: RepoName;
  readonly revision: string;
  /** The commit that the revision is. */
  readonly sha: string;
  /** Paths inside the repository. */
  readonly files: readonly string[];
}

/** What has to come. */
export interface HubFile {
  readonly name: string;
  readonly url: string;
  readonly size: number;
  readonly checksum: Checksum;
}

const repoSchema = z.object({
  sha: z.string().regex(/^[\da-f]{40}$/),
  siblings: z.array(z.object({ rfilename: z.string() })),
});

/** The largest repositories list some thousand files. */
const maxListBytes = 20_000_000;

/** @throws when the hub does not show the repository at this revision, with what to do about it */
export async function readHubRepo(
  name: RepoName,
  revision: string,
  settings: HubSettings,
  signal: AbortSignal,
): Promise<HubRepo> {
  const url = `${settings.endpoint}/api/models/${name}/revision/${encodeURIComponent(revision)}`;
  const wanted = describeWanted(name, revision, settings);
  const text = await retry(settings.patience, signal, async () => {
    const answer = await ask({ method: "GET", url }, wanted, settings, signal);
    return readText(answer, maxListBytes, settings.patience.stallMs, signal);
  });
  try {
    const { sha, siblings } = repoSchema.parse(JSON.parse(text));
    const files = siblings.map(({ rfilename }) => rfilename).filter(isInside);
    return { name, revision, sha, files: files.toSorted() };
  } catch (cause) {
    throw new Error(`${settings.endpoint} does not answer as the hub does. Check --mirror and HF_ENDPOINT.`, { cause });
  }
}

/** Asks for the size and checksum of a file, and gets nothing of it yet. */
export async function readHubFile(
  { name: repo, revision, sha }: HubRepo,
  name: string,
  settings: HubSettings,
  signal: AbortSignal,
): Promise<HubFile> {
  const path = name.split("/").map(encodeURIComponent).join("/");
  const url = `${settings.endpoint}/${repo}/resolve/${sha}/${path}`;
  const wanted = { ...describeWanted(repo, revision, settings), file: name };
  const { response, headers } = await retry(settings.patience, signal, () =>
    ask({ method: "HEAD", url, staysOnHost: true }, wanted, settings, signal),
  );
  const linked = (header: string): string | undefined =>
    headers.map((one) => one.get(header)).find((value) => value !== null) ?? undefined;
  // A large file is kept elsewhere: its own facts are the linked ones, and the others are those of the redirect.
  const size = linked("x-linked-size") ?? (response.ok ? response.headers.get("content-length") : null);
  const checksum = readChecksum(linked("x-linked-etag") ?? headers.at(-1)?.get("etag"));
  if (size === null || !/^\d{1,15}$/.test(size) || checksum === undefined)
    throw new Error(
      `${new URL(settings.endpoint).host} gives no ${checksum === undefined ? "checksum" : "size"} for ${name}: without it nothing can be trusted. Use another --mirror.`,
    );
  return { name, url, size: Number(size), checksum };
}

export function describeWanted(
  repo: RepoName,
  revision: string,
  { endpoint, token }: Pick<HubSettings, "endpoint" | "token">,
): Wanted {
  return { repo, revision, endpoint, hasToken: token !== undefined };
}

async function ask(
  request: HubRequest,
  wanted: Wanted,
  settings: HubSettings,
  signal: AbortSignal,
): Promise<HubAnswer> {
  const answer = await sendToHub(request, settings, signal);
  const { response } = answer;
  const isElsewhere = request.staysOnHost === true && response.status < 400 && response.headers.has("location");
  if (response.ok || isElsewhere) return answer;
  await response.body?.cancel().catch(() => {});
  throw explainRefusal(response, wanted);
}
