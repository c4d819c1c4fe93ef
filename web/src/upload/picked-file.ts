/** A file that somebody chose or dropped, with the path that it gets in the results. */
export interface PickedFile {
  /** With forward slashes, none in front. */
  readonly path: string;
  readonly file: File;
}

/** A file or folder that is not sent; a folder has a slash at its end. */
export interface SkippedPath {
  readonly path: string;
  readonly reason: string;
}

/** What was chosen or dropped, before anything was read. */
export interface FilePick {
  readonly files: readonly PickedFile[];
  readonly skipped: readonly SkippedPath[];
  /** Files without folders: asked for one by one. */
  readonly areLoose: boolean;
}
