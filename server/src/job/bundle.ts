import type { LanguageId } from "whowrote/language";

/** Files that came in one upload, however they were packed. Must be closed. */
export interface FileBundle {
  /** Asked for one by one, so that neither ignore rules nor folder names hide them. */
  readonly areNamed: boolean;
  /**
   * In the order of the upload, from the start each time it is called. An entry is read before the next one is asked for.
   * @throws {Problem} 413 or 422, when the whole upload is refused
   */
  readonly entries: () => AsyncIterable<BundleEntry>;
  readonly close: () => Promise<void>;
}

export interface BundleEntry {
  /** As it stands in the upload: not to be trusted. */
  readonly name: string;
  /** As the upload declares it; what is read may differ. */
  readonly size?: number;
  /** Why it is not read, in words for the report. */
  readonly refusal?: string;
  /** As the client says. */
  readonly language?: LanguageId;
  /** At most `limit` + 1 bytes, so that the caller sees when there are more. @throws {EntryUnreadableError} */
  readonly read: (limit: number) => Promise<Uint8Array>;
}

/** How much of an upload is taken: the settings of the same names. */
export interface UploadLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of the upload as it comes. */
  readonly archiveBytes: number;
  /** Bytes of all its files when unpacked. */
  readonly unpackedBytes: number;
  readonly archiveFiles: number;
}

/** One entry that cannot be read, while the others can; the message is for the report. */
export class EntryUnreadableError extends Error {
  override readonly name = "EntryUnreadableError";
}
