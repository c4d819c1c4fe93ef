import type { WireJob } from "@whowrote/server/schema/job";
import { readAccessKey } from "../api/access-key.ts";
import { toApiError, UnreachableError } from "../api/api-error.ts";
import { api } from "../api/client.ts";
import type { UploadBody } from "./pack-upload.ts";

interface SendOptions {
  readonly signal: AbortSignal;
  /** Share that has left this machine, 0..1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a batch. By XMLHttpRequest: `fetch` does not tell how much has been sent.
 * @throws {ApiError} when the server refuses
 * @throws {UnreachableError} when nobody answers
 */
export async function sendUpload(body: UploadBody, { signal, onProgress }: SendOptions): Promise<WireJob> {
  signal.throwIfAborted();
  const request = new XMLHttpRequest();
  request.open("POST", api.batch.api.v1.batch.$path());
  const key = readAccessKey();
  if (key !== undefined) request.setRequestHeader("authorization", `Bearer ${key}`);
  if (body.kind === "json") request.setRequestHeader("content-type", "application/json");
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
  request.addEventListener("load", () => resolve(toResponse(request)));
  request.addEventListener("error", () => reject(new UnreachableError("The server does not answer.")));
  request.addEventListener("abort", () => reject(signal.reason as Error));
  const abort = (): void => request.abort();
  signal.addEventListener("abort", abort);
  request.send(body.kind === "json" ? body.text : body.form);
  const response = await promise.finally(() => signal.removeEventListener("abort", abort));
  if (!response.ok) throw await toApiError(response);
  return (await response.json()) as WireJob;
}

function toResponse(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["content-type", "retry-after"]) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, headers });
}
