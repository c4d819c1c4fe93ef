/** How much the server takes: its settings of the same names. */
export interface UploadLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of a JSON request. */
  readonly bodyBytes: number;
  /** Bytes of an archive as it is sent. */
  readonly archiveBytes: number;
  /** Bytes of all files together. */
  readonly unpackedBytes: number;
  readonly archiveFiles: number;
}

/** What a server takes that was told nothing else. */
export const usualLimits: UploadLimits = {
  fileBytes: 1_000_000,
  bodyBytes: 4_000_000,
  archiveBytes: 64_000_000,
  unpackedBytes: 512_000_000,
  archiveFiles: 20_000,
};
