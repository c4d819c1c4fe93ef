import type { ReadableStreamReadResult } from "node:stream/web";
import { lostConnection, shownUrl, type HubAnswer } from "./hub-request.ts";
import { PassingError } from "./retry.ts";

/**
 * The body of an answer, piece by piece.
 * @throws {PassingError} when the connection is cut, or nothing comes for `stallMs`
 */
export async function* readBody(
  { response, url }: Pick<HubAnswer, "response" | "url">,
  stallMs: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await readPiece(reader, stallMs).catch((cause: unknown) => {
        signal.throwIfAborted();
        throw cause instanceof PassingError ? cause : lostConnection(url, cause);
      });
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (!(error instanceof PassingError)) throw error;
    throw new PassingError(`${shownUrl(url)} was not read to its end. Run the same command again to go on.`, {
      cause: error,
    });
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  stallMs: number,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  let timer: NodeJS.Timeout | undefined;
  const stall = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PassingError(`Nothing came for ${stallMs / 1000} s`)), stallMs);
  });
  try {
    return await Promise.race([reader.read(), stall]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws also when the body is longer than `limit` bytes */
export async function readText(
  answer: HubAnswer,
  limit: number,
  stallMs: number,
  signal: AbortSignal,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of readBody(answer, stallMs, signal)) {
    pieces.push(piece);
    length += piece.length;
    if (length > limit) throw new Error(`${shownUrl(answer.url)} sends more than ${limit} bytes. Use another mirror.`);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}
