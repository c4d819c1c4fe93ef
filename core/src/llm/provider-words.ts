import type { KeyPool } from "./key-pool.ts";

const mostSaid = 300;

/** The provider's own words, when its answer has some: without keys, and only where they do not repeat the code. */
export function readWords(body: string, sent: RequestInit["body"], pool: Pick<KeyPool, "hideKeys">): string {
  const [, quoted] = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  if (quoted === undefined) return ". Check the settings.";
  const words = pool.hideKeys(plain(quoted)).slice(0, mostSaid);
  return repeats(words, sent) ? ". Its words repeat what was sent and are left out. Check the settings." : `: ${words}`;
}

const plain = (text: string): string =>
  text
    .replaceAll(/\\[nrt]/g, " ")
    .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(.)/g, "$1")
    .replaceAll(/\p{Cc}/gu, " ");

/** Characters in a row that are no chance; names of models are shorter, or left out of the comparison. */
const repeated = 24;

function repeats(words: string, sent: RequestInit["body"]): boolean {
  if (typeof sent !== "string") return false;
  const told = plain(sent.replace(/"model"\s*:\s*"[^"]*"/, ""));
  for (let at = 0; at + repeated <= words.length; at++) if (told.includes(words.slice(at, at + repeated))) return true;
  return false;
}
