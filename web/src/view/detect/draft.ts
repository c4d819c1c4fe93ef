/** What is being judged, so that it is still there when somebody comes back from another view. It ends with the tab. */
export interface Draft {
  readonly text: string;
  /** Name of the file it came from: it tells the language. */
  readonly path?: string | undefined;
  /** Made up for this page. */
  readonly isExample?: boolean;
}

let kept: Draft = { text: "" };

export const readDraft = (): Draft => kept;

export function keepDraft(draft: Draft): void {
  kept = draft;
}
