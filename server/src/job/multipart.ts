import { damaged } from "./upload-problem.ts";

/** One part of a multipart/form-data body. Its `chunks` are read before the next part is asked for. */
export interface MultipartPart {
  readonly name: string;
  /** Only files have one. */
  readonly fileName?: string;
  readonly chunks: () => AsyncGenerator<Buffer, void>;
}

const longestHead = 16_384;
const lineEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/** The boundary that a content type names (RFC 2046, section 5.1.1), or undefined when it is not multipart/form-data. */
export function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/**
 * Reads a multipart/form-data body (RFC 7578) as it comes: memory holds one chunk of it.
 * @throws {Problem} 422 when it is cut off or no such body
 */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<MultipartPart, void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const source = body[Symbol.asyncIterator]();
  // The first delimiter has no line before it; with this one it looks like the others.
  let buffer = Buffer.from(lineEnd);

  async function more(): Promise<void> {
    const next = await source.next();
    if (next.done === true) throw damaged("The multipart body was cut off: its last boundary is missing.");
    buffer = Buffer.concat([buffer, next.value]);
  }

  /** What stands before the next delimiter, in chunks; the delimiter is taken too. */
  async function* untilDelimiter(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const at = buffer.indexOf(delimiter);
      if (at >= 0) {
        if (at > 0) yield buffer.subarray(0, at);
        buffer = buffer.subarray(at + delimiter.length);
        return;
      }
      // The end of what is there may be the beginning of a delimiter.
      const safe = buffer.length - delimiter.length + 1;
      if (safe > 0) {
        yield buffer.subarray(0, safe);
        buffer = buffer.subarray(safe);
      }
      await more();
    }
  }

  async function readHead(): Promise<string> {
    for (;;) {
      const at = buffer.indexOf(headEnd);
      if (at > longestHead || (at < 0 && buffer.length > longestHead))
        throw damaged(`The headers of a part are longer than ${longestHead} bytes.`);
      if (at >= 0) {
        const head = buffer.toString("utf8", 0, at);
        buffer = buffer.subarray(at + headEnd.length);
        return head;
      }
      await more();
    }
  }

  for await (const _ of untilDelimiter());
  for (;;) {
    while (buffer.length < 2) await more();
    if (buffer.toString("latin1", 0, 2) === "--") return;
    const disposition = parseDisposition(await readHead());
    let isRead = false;
    const chunks = async function* (): AsyncGenerator<Buffer, void> {
      yield* untilDelimiter();
      isRead = true;
    };
    yield { ...disposition, chunks };
    if (!isRead) for await (const _ of untilDelimiter());
  }
}

/** `content-disposition: form-data; name="file"; filename="a.py"`. Browsers write a quote in a name as %22. */
function parseDisposition(head: string): { readonly name: string; readonly fileName?: string } {
  const line = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1];
  if (line === undefined) throw damaged("A part of the multipart body does not say its name (Content-Disposition).");
  const name = parameter(line, "name");
  const fileName = parameter(line, "filename");
  return { name: name ?? "", ...(fileName !== undefined && { fileName }) };
}

function parameter(line: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, "i").exec(line);
  const value = match?.[1]?.replace(/\\(["\\])/g, "$1") ?? match?.[2];
  return value?.replace(/%22/g, '"').replace(/%0D/gi, "\r").replace(/%0A/gi, "\n");
}
