import { readFile, rm, writeFile } from "node:fs/promises";
import { z } from "zod";

const noteSchema = z.object({ group: z.int().min(2), until: z.number() });

/**
 * Remembers a process group in a file, so that a server that was killed and comes back knows what still runs.
 * @param until milliseconds since 1970 after which the number may mean another process
 */
export async function noteGroup(file: string, group: number, until: number): Promise<void> {
  await writeFile(file, JSON.stringify({ group, until }), { mode: 0o600 });
}

export async function forgetGroup(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Whether the process group that the file remembers still runs. */
export async function isLeftOver(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return false;
  const note = noteSchema.safeParse(parse(text));
  return note.success && note.data.until > Date.now() && isAlive(note.data.group);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off with the server that wrote it.
    return undefined;
  }
}

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
