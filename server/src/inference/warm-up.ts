import { readFile } from "node:fs/promises";
import type { CodeDetector } from "whowrote/detection";
import { languageIds, type LanguageId } from "whowrote/language";

/** Texts whose languages have a grammar beside the usual one. */
const variants: readonly { readonly text: string; readonly language: LanguageId; readonly path?: string }[] = [
  { text: "<a />;\n", language: "typescript", path: "a.tsx" },
  { text: "<?php\n", language: "php" },
];

/** A first judgement takes some twenty times what it takes later, the second ten times, the fourth three times. */
const rounds = 4;

/**
 * Lets a detector load its grammars, which each take some hundredths of a second, and judge a little, before somebody waits
 * for it. What it judges is this file.
 */
export async function warmUp(detector: CodeDetector): Promise<void> {
  for (const source of [...languageIds.map((language) => ({ text: "a\n", language })), ...variants])
    await detector.detect(source);
  const text = await readFile(new URL(import.meta.url), "utf8");
  for (let round = 0; round < rounds; round++) await detector.detect({ text, language: "typescript" });
}
