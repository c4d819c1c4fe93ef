import { useState } from "react";
import { useSession } from "../../session/use-session.ts";
import type { Draft } from "./draft.ts";
import type { Example } from "./examples.ts";
import { readSource } from "./read-source.ts";

/** What the server takes where it is not known, in bytes. */
const mostBytes = 1_000_000;

/** Opens files and examples, one after the other: the last one asked for is the one that is opened. */
export function useSources(open: (draft: Draft) => void) {
  const session = useSession();
  const [refused, setRefused] = useState<string>();
  const most = session.state === "in" ? session.identity.limits.file_bytes : mostBytes;
  const take = async (read: Promise<Draft>): Promise<void> => {
    try {
      open(await read);
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    /** Why the last file was not opened. */
    refused,
    forget: () => setRefused(undefined),
    openFile: (file: File) => void take(readSource(file, most).then((text) => ({ text, path: file.name }))),
    openExample: ({ load, path }: Example) =>
      void take(load().then(({ default: text }) => ({ text, path, isExample: true }))),
  };
}
