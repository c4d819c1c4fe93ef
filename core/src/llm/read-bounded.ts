/** What a body begins with; more than `most` bytes are not read. */
export interface BoundedText {
  readonly text: string;
  readonly isCut: boolean;
}

/** Reads a body up to so many bytes, and ends the transfer there: whoever answers may send without end. */
export async function readBounded({ body }: Response, most: number): Promise<BoundedText> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let left = most;
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return { text: text + decoder.decode(), isCut: false };
    text += decoder.decode(piece.value.subarray(0, left), { stream: true });
    left -= piece.value.length;
    if (left >= 0) continue;
    await reader?.cancel();
    return { text, isCut: true };
  }
}
