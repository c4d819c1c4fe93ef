import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { LockPatience } from "../folder-lock.ts";

/** Where models come from, where they go, and for how long to wait. */
export interface HubSettings {
  /** The hub or a mirror of it, without a slash at its end. */
  readonly endpoint: string;
  /** Sent to the endpoint and to nobody else. */
  readonly token?: string;
  /** Use what has been pulled, and do not touch the network. */
  readonly isOffline: boolean;
  /** Folder of the pulled models. */
  readonly cache: string;
  readonly patience: Patience;
}

export interface Patience extends LockPatience {
  /** How often one request is tried before it fails; a download that gets on starts counting anew. */
  readonly attempts: number;
  /** Before the second attempt; each further wait is twice as long. */
  readonly firstWaitMs: number;
  /** Also the longest that a server may ask for with Retry-After. */
  readonly longestWaitMs: number;
  /** Until an answer starts. */
  readonly answerMs: number;
  /** Between two pieces of an answer. */
  readonly stallMs: number;
}

const usualPatience: Patience = {
  attempts: 6,
  firstWaitMs: 500,
  longestWaitMs: 120_000,
  answerMs: 30_000,
  stallMs: 30_000,
  lockPollMs: 500,
  lockStaleMs: 60_000,
};

type Variables = Readonly<Record<string, string | undefined>>;

interface Asked {
  readonly cache?: string | undefined;
  readonly mirror?: string | undefined;
  readonly offline?: boolean | undefined;
}

/**
 * Settings from what was asked for, then the environment's variables, then what is usual. HF_ENDPOINT, HF_TOKEN,
 * HUGGING_FACE_HUB_TOKEN and HF_HUB_OFFLINE mean what they mean to huggingface_hub.
 * @param place folders that are asked for are relative to `cwd`
 * @throws when the mirror is no http(s) address, or the token cannot be one
 */
export function readHubSettings(asked: Asked, { cwd, variables }: { cwd: string; variables: Variables }): HubSettings {
  const token = readToken(variables);
  return {
    endpoint: checkEndpoint(asked.mirror ?? firstSet(variables, "HF_ENDPOINT") ?? "https://huggingface.co"),
    ...(token !== undefined && { token }),
    isOffline: asked.offline === true || /^(1|on|yes|true)$/i.test(variables["HF_HUB_OFFLINE"] ?? ""),
    cache: asked.cache === undefined ? modelCache(variables) : resolve(cwd, asked.cache),
    patience: usualPatience,
  };
}

/** Where models are pulled to unless a folder is named: WHOWROTE_CACHE, or whowrote/models in the user's cache. */
export function modelCache(variables: Variables): string {
  return resolve(firstSet(variables, "WHOWROTE_CACHE") ?? join(userCache(variables), "whowrote", "models"));
}

/** Where huggingface_hub keeps what it has pulled. */
export function huggingFaceCache(variables: Variables): string {
  const home = (): string => firstSet(variables, "HF_HOME") ?? join(userCache(variables), "huggingface");
  return resolve(firstSet(variables, "HF_HUB_CACHE") ?? join(home(), "hub"));
}

function userCache(variables: Variables): string {
  return firstSet(variables, "XDG_CACHE_HOME") ?? join(firstSet(variables, "HOME") ?? homedir(), ".cache");
}

/** A variable that is empty is none. */
function firstSet(variables: Variables, ...names: readonly string[]): string | undefined {
  return names.map((name) => variables[name]?.trim()).find(Boolean);
}

function checkEndpoint(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new Error(`The mirror "${address}" is no http(s) address. Give one as in https://huggingface.co.`);
  if (url.username || url.password)
    throw new Error(`The mirror at ${url.host} holds a password in its address. Give a token in HF_TOKEN instead.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function readToken(variables: Variables): string | undefined {
  const token = firstSet(variables, "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
  // Its value is never shown.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new Error("HF_TOKEN holds characters that no token has. Set it again.");
  return token;
}
