/** The database cannot be used: what is wrong, where, and what to do. Never holds a password. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

/** Another process has the data folder: often the server, which one can ask instead. */
export class DataFolderInUseError extends StorageError {}
