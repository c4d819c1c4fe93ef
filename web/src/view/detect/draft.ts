/** What is being judged, so that it is still there when somebody comes back from another view. It ends with the tab. */
export interface Draft {
  readonly text: string;
  /** Name of the file it came from: it tells the language. */
  readonly path?: string | undefined;
  /** Made up for this page. */
  readonly isExample?: boolean;
}

/** For the server, which keeps one answer of those given while a text is typed. Also where a page has no secure context. */
export const createDraftId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

let kept: Draft = { text: "" };

export const readDraft = (): Draft => kept;

export function keepDraft(draft: Draft): void {
  kept = draft;
}
