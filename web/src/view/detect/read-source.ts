import { bytes } from "../../format/bytes.ts";
import { english } from "../../text/english.ts";
import { isText } from "../../upload/is-text.ts";

const { detect } = english;

/**
 * The text of a file that somebody gives, for the editor.
 * @param most bytes that the server takes
 * @throws when it is no text or too large, with a sentence for the reader
 */
export async function readSource(file: File, most: number): Promise<string> {
  if (file.size > most) throw new Error(detect.tooLarge(file.name, bytes(file.size), bytes(most)));
  if (!(await isText(file))) throw new Error(detect.notText(file.name));
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  const encoding = isUtf16 ? (start[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  return new TextDecoder(encoding).decode(await file.arrayBuffer());
}
