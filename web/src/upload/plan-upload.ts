import type { LanguageId } from "whowrote/language";
import { languageOfPath } from "whowrote/language/by-path";
import { skipByName, skipReasons } from "whowrote/node/skip";
import { bytes } from "../format/bytes.ts";
import { english } from "../text/english.ts";
import { isArchive } from "./archive.ts";
import type { FilePick, PickedFile, SkippedPath } from "./picked-file.ts";
import type { UploadLimits } from "./upload-limits.ts";

const { skips } = english.batch;

/** What holds for every file of a batch. */
export interface UploadOptions {
  /** Accepted share of false alarms, 0.001 to 0.2; the server's own where left out. */
  readonly falsePositiveRate?: number | undefined;
  /** Only these; all where empty. */
  readonly languages: readonly LanguageId[];
  /** Also vendored, generated and minified code. */
  readonly all: boolean;
}

/** What will be sent of a pick, and how. */
export interface UploadPlan {
  /** Loose files that fit into one request go as JSON, so that a file's content may tell its language; folders as a zip. */
  readonly way: "json" | "zip" | "archive";
  readonly files: readonly PickedFile[];
  /** Rules of git that go along, so that the server leaves out what git leaves out. */
  readonly rules: readonly PickedFile[];
  readonly skipped: readonly SkippedPath[];
  /** Of `files`, together. */
  readonly bytes: number;
}

const nestedArchive = /\.(zip|jar|war|ear|whl|apk|tar|tgz|gz|bz2|xz|zst|7z|rar)$/i;
/** JSON needs more bytes than the text itself, most of them for line ends and quotes. */
const jsonShare = 0.7;

/** @param binary paths of the files that are no text */
export function planUpload(
  pick: FilePick,
  binary: ReadonlySet<string>,
  options: UploadOptions,
  limits: UploadLimits,
): UploadPlan {
  const only = pick.files.length === 1 && pick.skipped.length === 0 ? pick.files[0] : undefined;
  if (only !== undefined && isArchive(only.file))
    return { way: "archive", files: [only], rules: [], skipped: [], bytes: only.file.size };
  const isSmall = sizeOf(pick.files) <= limits.bodyBytes * jsonShare;
  const way = pick.areLoose && isSmall ? "json" : "zip";
  const files: PickedFile[] = [];
  const rules: PickedFile[] = [];
  const skipped: SkippedPath[] = [...pick.skipped];
  const seen = new Set<string>();
  for (const picked of pick.files) {
    const { path, file } = picked;
    if (way === "zip" && file.name === ".gitignore") {
      rules.push(picked);
      continue;
    }
    const reason = seen.has(path)
      ? skips.twice
      : (skipFile(picked, way === "json", options, limits) ?? (binary.has(path) ? skipReasons.binary : undefined));
    seen.add(path);
    if (reason === undefined) files.push(picked);
    else skipped.push({ path, reason });
  }
  return { way, files, rules, skipped, bytes: sizeOf(files) };
}

/** The reason that is known without reading the file: the server would find the same. */
function skipFile(
  { path, file }: PickedFile,
  isNamed: boolean,
  { all, languages }: UploadOptions,
  { fileBytes }: UploadLimits,
): string | undefined {
  if (file.size === 0) return skipReasons.empty;
  if (file.size > fileBytes) return skips.long(bytes(fileBytes));
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (nestedArchive.test(name)) return skips.archive;
  const language = languageOfPath(name);
  if (!isNamed) {
    const byName = skipByName(name);
    if (byName !== undefined && (byName === "lockFile" || !all)) return skipReasons[byName];
    if (language === undefined && name.includes(".")) return skipReasons.unknownLanguage;
  }
  // What a header of C or C++ is, its content tells.
  const isTold = language !== undefined && !name.endsWith(".h");
  return isTold && languages.length > 0 && !languages.includes(language) ? skipReasons.otherLanguage : undefined;
}

const sizeOf = (files: readonly PickedFile[]): number => files.reduce((sum, { file }) => sum + file.size, 0);
