import type { HubSettings } from "./hub-settings.ts";
import { PassingError } from "./retry.ts";

export interface HubRequest {
  readonly method: "GET" | "HEAD";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stops at the first redirect to another host, and gives it as the answer. */
  readonly staysOnHost?: boolean;
}

/** The answers on the way, redirects first, the last one last. Its body has to be read or cancelled. */
export interface HubAnswer {
  readonly response: Response;
  readonly url: string;
  /** Answers of the endpoint, whose headers say what is known about the file. */
  readonly headers: readonly Headers[];
}

const mostRedirects = 8;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends one request and follows redirects by hand: the token goes to the endpoint's own origin only, and there only
 * through TLS or to this machine.
 * @throws {PassingError} when there is no answer; an Error when the redirects lead nowhere, or into plain text
 */
export async function sendToHub(
  { method, url: first, headers = {}, staysOnHost = false }: HubRequest,
  { endpoint, token, patience }: HubSettings,
  signal: AbortSignal,
): Promise<HubAnswer> {
  const { origin } = new URL(endpoint);
  const seen: Headers[] = [];
  let url = first;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const isHome = new URL(url).origin === origin;
    const response = await fetchOnce(
      url,
      {
        method,
        redirect: "manual",
        headers: {
          ...headers,
          // What is compressed on its way has another length, and no range of it is one of the file.
          "accept-encoding": "identity",
          "user-agent": "whowrote",
          ...(isHome && token !== undefined && isPrivate(url) && { authorization: `Bearer ${token}` }),
        },
      },
      patience.answerMs,
      signal,
    );
    if (isHome) seen.push(response.headers);
    const location = redirects.has(response.status) ? response.headers.get("location") : null;
    if (location === null) return { response, url, headers: seen };
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (
      next === undefined ||
      !/^https?:$/.test(next.protocol) ||
      (url.startsWith("https:") && next.protocol === "http:")
    )
      throw new Error(`${shownUrl(url)} redirects to where no model can come from. Use another mirror.`);
    if (staysOnHost && next.origin !== origin) return { response, url, headers: seen };
    await response.body?.cancel();
    url = next.href;
  }
  throw new Error(`${shownUrl(first)} redirects more than ${mostRedirects} times. Use another mirror.`);
}

/** An address for messages: a signed one grants access, so what follows the path stays hidden. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

async function fetchOnce(url: string, init: RequestInit, answerMs: number, signal: AbortSignal): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), answerMs);
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, late.signal]) });
  } catch (cause) {
    if (signal.aborted) throw cause;
    if (late.signal.aborted)
      throw new PassingError(`${shownUrl(url)} gave no answer in ${answerMs / 1000} s. Try again later.`);
    throw lostConnection(url, cause);
  } finally {
    clearTimeout(timer);
  }
}

/** What the network, not the server, made of a request. */
export function lostConnection(url: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = `The connection to ${new URL(url).host} failed`;
  const { code = "" } = cause as NodeJS.ErrnoException;
  // A name that does not exist and a certificate that does not fit will be the same in a second.
  if (code === "ENOTFOUND")
    return new Error(`${message}: there is no such host. Check the network and --mirror, or use --offline.`, { cause });
  if (/CERT|TLS|SSL|ALTNAME/.test(code)) return new Error(`${message}: its certificate is not trusted.`, { cause });
  return new PassingError(`${message}. Try again later, or use another --mirror or --offline`, { cause });
}

/** Whether nobody between can read what is sent there. */
export function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
