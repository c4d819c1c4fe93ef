/** Git looks as far for a NUL (buffer_is_binary in xdiff-interface.c). */
const lookedAt = 8_000;

/** Whether the beginning of a file looks like text, by a NUL in it; UTF-16 behind its mark is text. False also where it cannot be read. */
export async function isText(file: Blob): Promise<boolean> {
  try {
    const head = new Uint8Array(await file.slice(0, lookedAt).arrayBuffer());
    const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
    return isUtf16 || !head.includes(0);
  } catch {
    return false;
  }
}
