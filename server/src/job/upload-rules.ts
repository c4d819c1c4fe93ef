import { addIgnoreRules, isIgnored, noIgnoreRules } from "whowrote/node/ignore-rules";
import { Problem } from "../problem.ts";
import { EntryUnreadableError, type BundleEntry, type FileBundle } from "./bundle.ts";
import { cleanEntryPath } from "./entry-path.ts";

/** What the .gitignore files of an upload leave out. */
export interface UploadRules {
  /** @throws {Problem} 422 when the rules take too long */
  readonly leavesOut: (path: string, isFolder: boolean) => boolean;
}

export const noUploadRules: UploadRules = { leavesOut: () => false };

const mostRuleFiles = 500;
const longestRuleFile = 100_000;
/** Each costs a tenth of a millisecond or more when it is first used; those with two `**` some milliseconds for a deep path. */
const mostRules = 1_000;
const mostDeepRules = 50;
/** A usual upload spends a second at most. */
const longestMs = 30_000;

/**
 * Reads every .gitignore of an upload; the rules of an inner folder come after those of the outer ones, as in git. Whoever
 * sends it chooses the rules and the paths they are tried on, so that rules beyond a number are not followed, and what takes too
 * long altogether is refused.
 */
export async function readUploadRules(bundle: FileBundle, limitMs = longestMs): Promise<UploadRules> {
  const rules = createRules(await findRuleFiles(bundle));
  let spentMs = 0;
  return {
    leavesOut: (path, isFolder) => {
      const began = performance.now();
      const isLeftOut = isIgnored(rules, `/${path}`, isFolder);
      spentMs += performance.now() - began;
      if (spentMs > limitMs)
        throw new Problem(
          422,
          "The .gitignore files of the upload take too long to follow. Send it without them, or with the option all.",
          { title: "The upload cannot be unpacked" },
        );
      return isLeftOut;
    },
  };
}

interface RuleFile {
  /** With a slash in front. */
  readonly folder: string;
  readonly text: string;
}

async function findRuleFiles(bundle: FileBundle): Promise<readonly RuleFile[]> {
  const found: RuleFile[] = [];
  for await (const entry of bundle.entries()) {
    if (found.length >= mostRuleFiles) break;
    const cleaned = cleanEntryPath(entry.name);
    if (entry.refusal !== undefined || !("path" in cleaned)) continue;
    const { path } = cleaned;
    if (path !== ".gitignore" && !path.endsWith("/.gitignore")) continue;
    const text = await readRuleFile(entry);
    if (text !== undefined) found.push({ folder: `/${path.slice(0, -".gitignore".length)}`, text });
  }
  const depth = ({ folder }: RuleFile): number => folder.split("/").length;
  return found.toSorted((a, b) => depth(a) - depth(b));
}

/** Nothing when it is broken or too long: a scan reads it so too. */
async function readRuleFile(entry: BundleEntry): Promise<string | undefined> {
  try {
    const bytes = await entry.read(longestRuleFile);
    return bytes.length > longestRuleFile ? undefined : new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof EntryUnreadableError) return undefined;
    throw error;
  }
}

function createRules(files: readonly RuleFile[]) {
  let [all, deep] = [0, 0];
  const isWithin = (rule: string): boolean => {
    if (rule.trim() === "" || rule.startsWith("#") || all >= mostRules) return false;
    if (rule.split("**").length > 2 && ++deep > mostDeepRules) return false;
    all++;
    return true;
  };
  return files.reduce(
    (rules, { folder, text }) => addIgnoreRules(rules, folder, text.split(/\r?\n/).filter(isWithin).join("\n")),
    noIgnoreRules(),
  );
}
