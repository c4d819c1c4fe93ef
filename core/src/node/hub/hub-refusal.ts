import { isPrivate } from "./hub-request.ts";
import { PassingError, readRetryAfter } from "./retry.ts";

/** What was asked for, for messages. */
export interface Wanted {
  readonly repo: string;
  readonly revision: string;
  readonly file?: string;
  readonly endpoint: string;
  readonly hasToken: boolean;
}

/** What an answer means that is neither a success nor a redirect, and what to do about it. */
export function explainRefusal(response: Response, wanted: Wanted): Error {
  const { status, headers } = response;
  const { repo, revision, file, endpoint, hasToken } = wanted;
  const { host } = new URL(endpoint);
  const reason = headers.get("x-error-code");
  const setToken = !hasToken
    ? "set HF_TOKEN to a token of your account"
    : isPrivate(endpoint)
      ? "set HF_TOKEN to a token that grants it, which the present one does not"
      : "name an https address: the token in HF_TOKEN is not sent in plain text";
  if (status === 429 || status === 408 || status >= 500) {
    const waitMs = readRetryAfter(headers.get("retry-after"), Date.now());
    const asks = waitMs === undefined ? "" : ` and asks to wait ${Math.ceil(waitMs / 1000)} s`;
    return new PassingError(`${host} answers ${status}${asks}. Try again later; what was fetched is kept.`, { waitMs });
  }
  if (reason === "GatedRepo" || status === 403)
    return new Error(
      `${host} gives ${repo} only to those who accepted its licence (${status}). Accept it at ${endpoint}/${repo}, and ${setToken}.`,
    );
  if (reason === "RevisionNotFound" || (status === 404 && reason === null && file === undefined))
    return new Error(`${host} has no ${repo} at revision ${revision} (${status}). Check the name and --revision.`);
  if (status === 401)
    return new Error(
      `${host} does not show ${repo} (401): its name is wrong, or it is private or gated. Check the name, or ${setToken}.`,
    );
  if (status === 404 && file !== undefined)
    return new Error(`${host} has no ${file} in ${repo} at revision ${revision} (404). Check --files and --revision.`);
  if (status === 404) return new Error(`${host} has no model ${repo} (404). Check the name and --revision.`);
  return new Error(`${host} refuses ${file ?? repo} with status ${status}. Use another --mirror.`);
}
