import { useEffect, useState } from "react";
import { isArchive } from "../../upload/archive.ts";
import { askWorker } from "../../upload/ask-worker.ts";
import { gatherFiles } from "../../upload/gather-files.ts";
import type { FilePick } from "../../upload/picked-file.ts";
import type { PickSource } from "../../upload/pick-source.ts";
import type { ArchiveEntry } from "../../upload/upload-order.ts";

/** What was chosen, once it has been looked at. */
export interface LookedAtPick {
  readonly pick: FilePick;
  /** Paths of the files that are no text. */
  readonly binary: ReadonlySet<string>;
  /** What is in it, where it is one archive that can be read here. */
  readonly entries: readonly ArchiveEntry[] | undefined;
}

interface PickState {
  readonly looked: LookedAtPick | undefined;
  /** Files found so far. */
  readonly found: number;
  readonly error: Error | undefined;
}

interface Choice {
  readonly source: PickSource;
  readonly all: boolean;
}

const nothing: PickState = { looked: undefined, found: 0, error: undefined };

/** Finds the files of a choice and looks at each, again when `all` changes. */
export function useFilePick(source: PickSource, all: boolean): PickState {
  const [state, setState] = useState<PickState & Choice>({ ...nothing, source, all });
  useEffect(() => {
    const gone = new AbortController();
    const choice = { ...nothing, source, all };
    look(choice, gone.signal, (found) => setState({ ...choice, found })).then(
      (looked) => setState({ ...choice, looked }),
      (error: unknown) => {
        if (!gone.signal.aborted)
          setState({ ...choice, error: error instanceof Error ? error : new Error(String(error)) });
      },
    );
    return () => gone.abort();
  }, [source, all]);
  return state.source === source && state.all === all ? state : nothing;
}

async function look(
  { source, all }: Choice,
  signal: AbortSignal,
  onProgress: (files: number) => void,
): Promise<LookedAtPick> {
  const pick = await gatherFiles(source, { all, signal, onProgress });
  onProgress(pick.files.length);
  const only = pick.files.length === 1 ? pick.files[0]! : undefined;
  if (only !== undefined && isArchive(only.file)) {
    const entries = await askWorker<"list">({ kind: "list", archive: only.file }, { signal });
    return { pick, binary: new Set(), entries };
  }
  const binary = await askWorker<"inspect">({ kind: "inspect", files: pick.files }, { signal });
  return { pick, binary: new Set(binary), entries: undefined };
}
