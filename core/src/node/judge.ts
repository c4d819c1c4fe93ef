import type { CodeDetector } from "../detection.ts";
import type { LanguageId } from "../language.ts";
import { languageOfFile } from "../language/of-file.ts";
import { decode, type DecodedText } from "./decode.ts";
import { readRegularFile } from "./regular-file.ts";
import type { JudgeOptions, ScanEntry, ScanTask } from "./scan-entry.ts";
import { maximumFileBytes, skipByText, type SkipReason } from "./skip.ts";

/** A text with the language it is judged in. */
export interface JudgedText extends DecodedText {
  readonly language: LanguageId;
  /** Only the first part of the file. */
  readonly truncated: boolean;
}

/** Reads one file and asks the detector. @throws whatever the detector throws; a file that cannot be read is an entry. */
export async function judge(task: ScanTask, detector: CodeDetector, options: JudgeOptions): Promise<ScanEntry> {
  const { path } = task;
  const text = await readJudgedText(task, options);
  if (typeof text === "string") return { kind: "skipped", path, reason: text, isFolder: false };
  const { language, truncated, replaced } = text;
  const { falsePositiveRate } = options;
  const answer = await detector.detect({ text: text.text, language, path }, { falsePositiveRate });
  return { kind: "judged", path, detection: { ...answer, path, truncated: answer.truncated || truncated }, replaced };
}

/** The text of a task, or why it is not judged. */
export async function readJudgedText(
  task: ScanTask,
  { all, languages }: Pick<JudgeOptions, "all" | "languages">,
): Promise<JudgedText | SkipReason> {
  const part = readPart(task.source);
  if (typeof part === "string") return part;
  if (part.bytes.length === 0) return "empty";
  if (part.truncated && !all) return "tooLarge";
  const decoded = decode(part.bytes);
  if (decoded === undefined) return "binary";
  const language = await findLanguage(task, decoded.text, languages);
  if (language === undefined) return "unknownLanguage";
  if (languages !== undefined && !languages.includes(language)) return "otherLanguage";
  const skip = skipByText(decoded.text);
  if (skip === "empty" || (skip !== undefined && !all)) return skip;
  // A part that was cut off ends with a whole line, where it has one.
  const end = part.truncated ? decoded.text.lastIndexOf("\n") + 1 || decoded.text.length : decoded.text.length;
  return { ...decoded, text: decoded.text.slice(0, end), language, truncated: part.truncated };
}

function readPart(source: string | Uint8Array): { bytes: Uint8Array; truncated: boolean } | SkipReason {
  if (typeof source !== "string")
    return { bytes: source.subarray(0, maximumFileBytes), truncated: source.length > maximumFileBytes };
  try {
    return readRegularFile(source, maximumFileBytes) ?? "notRegular";
  } catch {
    return "unreadable";
  }
}

/**
 * By path or `#!` line; else by the content, when someone asked for this very file: guessing the language of every
 * README would fill a report with prose.
 */
async function findLanguage(
  { path, named }: ScanTask,
  text: string,
  languages: readonly LanguageId[] | undefined,
): Promise<LanguageId | undefined> {
  const told = languageOfFile(path, text);
  if (told !== undefined || !named) return told;
  if (languages?.length === 1) return languages[0];
  const { loadLanguageIdentifier } = await import("./language-identifier.ts");
  return languageOfFile(path, text, await loadLanguageIdentifier());
}
