/** A repository of the hub: "microsoft/codebert-base", or without an owner "gpt2". */
export type RepoName = string & { readonly brand: "RepoName" };

/** The hub's own rule for each half of a name. */
const part = /^(?![.-])(?!.*(--|\.\.))[\w.-]{1,96}(?<![.-])$/;

/** @returns undefined when no repository can have this name */
export function readRepoName(text: string): RepoName | undefined {
  const parts = text.split("/");
  return parts.length <= 2 && parts.every((one) => part.test(one)) ? (text as RepoName) : undefined;
}

/** @throws when no repository can have this name */
export function parseRepoName(text: string): RepoName {
  const repo = readRepoName(text);
  if (repo === undefined)
    throw new Error(`"${text}" cannot be the name of a model on the hub. Name it as in microsoft/codebert-base.`);
  return repo;
}

/**
 * A branch, tag or commit. It becomes a path in the cache, so it may not lead out of it.
 * @throws when it is none
 */
export function checkRevision(revision: string): string {
  if (/^[\w][\w.+-]*(\/[\w][\w.+-]*)*$/.test(revision) && !revision.includes("..") && revision.length <= 200)
    return revision;
  throw new Error(`"${revision}" cannot be a revision. Give a branch, tag or commit, as in --revision main.`);
}

/** Whether a name of the hub's list is a path inside the repository, on every system. */
export function isInside(file: string): boolean {
  return /^[^\\:*?"<>|\x00-\x1f]+$/.test(file) && file.split("/").every((one) => !/^\.{0,2}$/.test(one));
}
