/** Where an entry stands in a job: a relative path with forward slashes, or why it has none. */
export type EntryPath = { readonly path: string } | { readonly shown: string; readonly refusal: string };

const longestPath = 1_000;
const deepestFolder = 64;

/**
 * Cleans a name from an upload. Nothing is ever written under it; but results are shown with it, and whoever unpacks by them
 * must not be led out of a folder ("zip slip").
 */
export function cleanEntryPath(name: string): EntryPath {
  const forward = name.replaceAll("\\", "/");
  const refuse = (refusal: string): EntryPath => ({ shown: showName(forward), refusal });
  if (name.includes("\ufffd")) return refuse("its name is not valid UTF-8");
  if (/[\0-\x1f\x7f]/.test(name)) return refuse("control characters in its name");
  if (forward.length > longestPath) return refuse(`its name is longer than ${longestPath} characters`);
  if (forward.startsWith("/") || /^[a-z]:/i.test(forward)) return refuse("absolute path");
  const parts = forward.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return refuse("its path leads out of the upload");
  if (parts.length === 0) return refuse("no name");
  if (parts.length > deepestFolder) return refuse(`nested deeper than ${deepestFolder} folders`);
  return { path: parts.join("/").toWellFormed() };
}

/** A name that can be printed and kept. */
function showName(name: string): string {
  return name
    .slice(0, longestPath)
    .toWellFormed()
    .replace(/[\0-\x1f\x7f]/g, "\ufffd");
}
