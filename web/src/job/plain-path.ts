/**
 * A path as it may be shown: control characters, and marks that turn the direction of writing, are shown as U+FFFD. With them
 * "a\u202eyp.exe" would look like "aexe.py" (CVE-2021-42574).
 */
export const plainPath = (path: string): string =>
  path.replace(/[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
