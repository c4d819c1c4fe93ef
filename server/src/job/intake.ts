import { setImmediate } from "node:timers/promises";
import { readJudgedText } from "whowrote/node/judge";
import { isVendoredFolder, skipByName, skipReasons } from "whowrote/node/skip";
import { languageOfPath } from "whowrote/language/by-path";
import { languages } from "whowrote/language/index";
import type { LanguageId } from "whowrote/language";
import type { JobOptions } from "../job.ts";
import { EntryUnreadableError, type BundleEntry, type FileBundle, type UploadLimits } from "./bundle.ts";
import { cleanEntryPath } from "./entry-path.ts";
import { tooMuch } from "./upload-problem.ts";
import { noUploadRules, readUploadRules, type UploadRules } from "./upload-rules.ts";

/** A file of an upload: its text, or why it is not judged. A folder that is left out whole stands as one. */
export type IncomingFile =
  | { readonly path: string; readonly text: string; readonly language: LanguageId | undefined }
  | { readonly path: string; readonly skip: string };

const nestedArchive = /\.(zip|jar|war|ear|whl|apk|tar|tgz|gz|bz2|xz|zst|7z|rar)$/i;

/**
 * What of an upload is judged, in its order. The same is left out as `whowrote scan` leaves out of a folder, and each with
 * its reason. Memory holds one file and the names.
 * @throws {Problem} when the upload is refused as a whole
 */
export async function* readBundle(
  bundle: FileBundle,
  options: JobOptions,
  limits: UploadLimits,
): AsyncGenerator<IncomingFile, void> {
  const isWalked = !bundle.areNamed && options.all !== true;
  const rules = isWalked ? await readUploadRules(bundle) : noUploadRules;
  const seen = new Set<string>();
  const read = countUnpacked(limits);
  const rest = createRest();
  const hiddenBy = createFolderFinder(rules, rest);
  let files = 0;
  for await (const entry of bundle.entries()) {
    await rest();
    const cleaned = cleanEntryPath(entry.name);
    const path = "path" in cleaned ? cleaned.path : cleaned.shown;
    const hidden = isWalked && "path" in cleaned ? await hiddenBy(path) : undefined;
    // Git's own folder holds nothing that is judged, as in a scan.
    if (hidden?.skip === null) continue;
    if (hidden !== undefined && seen.has(hidden.path)) continue;
    if (++files > limits.archiveFiles)
      throw tooMuch("The upload has more files", limits.archiveFiles, "WHOWROTE_MAX_ARCHIVE_FILES");
    if (hidden !== undefined) {
      seen.add(hidden.path);
      yield { path: hidden.path, skip: hidden.skip };
      continue;
    }
    const skip =
      "refusal" in cleaned
        ? cleaned.refusal
        : seen.has(path)
          ? "another file of the upload has the same path"
          : (entry.refusal ?? skipUnread(path, entry, bundle, options, limits, rules));
    seen.add(path);
    yield skip === undefined ? await open(path, entry, bundle, options, read) : { path, skip };
  }
}

const mostMsAtOnce = 5;

/** Lets others have their turn: reading files that are in memory already would keep the event loop to itself. */
function createRest(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < mostMsAtOnce) return;
    await setImmediate();
    began = performance.now();
  };
}

type Read = (entry: BundleEntry) => Promise<Uint8Array>;

/** Overlapping entries of a zip file count as often as they are read. */
function countUnpacked({ fileBytes, unpackedBytes }: UploadLimits): Read {
  let unpacked = 0;
  return async (entry) => {
    const bytes = await entry.read(fileBytes);
    unpacked += bytes.length;
    if (unpacked > unpackedBytes)
      throw tooMuch("The upload holds more bytes than are unpacked", unpackedBytes, "WHOWROTE_MAX_UNPACKED_BYTES");
    if (bytes.length > fileBytes) throw new EntryUnreadableError(`larger than ${fileBytes} bytes`);
    return bytes;
  };
}

/** A folder whose files are left out, with a slash at its end; its skip is null where nothing is said about it. */
type HiddenFolder = { readonly path: string; readonly skip: string } | { readonly path: string; readonly skip: null };

const rememberedFolders = 10_000;

/** Finds the outermost folder that hides a file. Most files share theirs with the ones before them, so folders are remembered. */
function createFolderFinder(
  rules: UploadRules,
  rest: () => Promise<void>,
): (path: string) => Promise<HiddenFolder | undefined> {
  const known = new Map<string, HiddenFolder | undefined>();
  return async (path) => {
    for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
      const folder = path.slice(0, end);
      if (!known.has(folder)) {
        await rest();
        if (known.size >= rememberedFolders) known.clear();
        known.set(folder, hiddenFolder(folder, rules));
      }
      const hidden = known.get(folder);
      if (hidden !== undefined) return hidden;
    }
    return undefined;
  };
}

function hiddenFolder(folder: string, rules: UploadRules): HiddenFolder | undefined {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  if (name === ".git") return { path: folder, skip: null };
  if (isVendoredFolder(name)) return { path: `${folder}/`, skip: skipReasons.vendored };
  return rules.leavesOut(folder, true) ? { path: `${folder}/`, skip: skipReasons.ignored } : undefined;
}

/** The reason that is known before a file is read, as core's walk gives it. */
function skipUnread(
  path: string,
  entry: BundleEntry,
  { areNamed }: FileBundle,
  { all }: JobOptions,
  { fileBytes }: UploadLimits,
  rules: UploadRules,
): string | undefined {
  if (entry.size !== undefined && entry.size > fileBytes) return `larger than ${fileBytes} bytes`;
  if (areNamed) return undefined;
  if (all !== true && rules.leavesOut(path, false)) return skipReasons.ignored;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const byName = skipByName(name);
  if (byName !== undefined && (byName === "lockFile" || all !== true)) return skipReasons[byName];
  if (nestedArchive.test(name)) return "an archive inside the upload";
  return name.includes(".") && languageOfPath(name) === undefined ? skipReasons.unknownLanguage : undefined;
}

async function open(
  path: string,
  entry: BundleEntry,
  { areNamed }: FileBundle,
  { all = false, languages: chosen }: JobOptions,
  read: Read,
): Promise<IncomingFile> {
  let source: Uint8Array;
  try {
    source = await read(entry);
  } catch (error) {
    if (error instanceof EntryUnreadableError) return { path, skip: error.message };
    throw error;
  }
  // Where the client names the language, its path no longer has a say.
  const told = entry.language;
  const task = { path: told === undefined ? path : `code${languages[told].extensions[0]}`, source, named: areNamed };
  const judged = await readJudgedText(task, { all, ...(chosen && { languages: chosen }) });
  if (typeof judged === "string") return { path, skip: skipReasons[judged] };
  return { path, text: judged.text, language: told ?? judged.language };
}
