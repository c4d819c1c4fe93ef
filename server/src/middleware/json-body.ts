import type { IncomingMessage } from "node:http";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../app-parts.ts";
import { Problem } from "../problem.ts";
import type { Settings } from "../settings.ts";
import { jsonDepth } from "./json-depth.ts";

/**
 * Reads a JSON body within the limits, whatever its headers say of its length, before anything parses it.
 * @throws {Problem} 400, 413 or 415
 */
export function jsonBody({ bodyBytes, bodyDepth }: Settings): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const mediaType = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (mediaType !== "application/json")
      throw new Problem(415, "The body must be JSON, with the header content-type: application/json.", {
        title: "Unsupported media type",
      });
    if (Number(context.req.header("content-length") ?? 0) > bodyBytes) throw tooLarge(bodyBytes);
    const bytes = await readBytes(context.env?.incoming ?? context.req.raw.body, bodyBytes);
    if (jsonDepth(bytes) > bodyDepth)
      throw new Problem(400, `The JSON is nested deeper than ${bodyDepth} levels.`, { title: "Bad JSON" });
    const text = decode(bytes);
    context.set("bodyText", text);
    // What the validators read: they take a promise here, whatever the type says.
    Object.assign(context.req.bodyCache, { text: Promise.resolve(text) });
    await next();
  };
}

const tooLarge = (limit: number): Problem =>
  new Problem(413, `The body is larger than ${limit} bytes. Send less at once.`, {
    title: "Body too large",
    // What is still on its way is not read to its end.
    headers: { connection: "close" },
  });

/** The socket's own stream is read where there is one: a web stream around it costs more than reading a small body. */
async function readBytes(source: IncomingMessage | ReadableStream | null, limit: number): Promise<Buffer> {
  if (source === null) return Buffer.alloc(0);
  // Leaving the loop must not destroy the socket: the refusal still has to go out.
  const stream: AsyncIterable<Uint8Array> =
    source instanceof ReadableStream ? source : source.iterator({ destroyOnReturn: false });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem(400, "The body ended before it was whole.", { title: "Bad request", cause });
  }
  return Buffer.concat(chunks, size);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new Problem(400, "The body is not UTF-8.", { title: "Bad JSON", cause });
  }
}
