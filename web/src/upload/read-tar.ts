interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const blockBytes = 512;

/**
 * The regular files of a tar or tar.gz archive, with the long names of GNU and of POSIX (pax, IEEE Std 1003.1). For a worker: the
 * whole archive is in memory.
 */
export async function* readTar(archive: File): AsyncGenerator<TarFile, void> {
  const data = await unpack(archive);
  let longName: string | undefined;
  for (let at = 0; at + blockBytes <= data.length;) {
    const head = data.subarray(at, at + blockBytes);
    if (head.every((byte) => byte === 0)) return;
    const size = Number.parseInt(textAt(head, 124, 12).trim() || "0", 8);
    const type = textAt(head, 156, 1);
    const bytes = data.subarray(at + blockBytes, at + blockBytes + size);
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes;
    if (type === "L") longName = textAt(bytes, 0, size);
    else if (type === "x") longName = paxPath(new TextDecoder().decode(bytes)) ?? longName;
    else {
      if (type === "0" || type === "") yield { name: longName ?? shortName(head), bytes };
      longName = undefined;
    }
  }
}

async function unpack(archive: File): Promise<Uint8Array> {
  const head = new Uint8Array(await archive.slice(0, 2).arrayBuffer());
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const stream = isGzip ? archive.stream().pipeThrough(new DecompressionStream("gzip")) : archive.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Up to the first NUL. */
function textAt(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

function shortName(head: Uint8Array): string {
  const prefix = textAt(head, 257, 5) === "ustar" ? textAt(head, 345, 155) : "";
  const name = textAt(head, 0, 100);
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Records are "LENGTH path=VALUE\n". */
const paxPath = (records: string): string | undefined => /^\d+ path=(.*)$/m.exec(records)?.[1];
