/** Where files come from: kept, so that they can be gathered again under other options. */
export type PickSource =
  | { readonly kind: "entries"; readonly entries: readonly FileSystemEntry[] }
  | { readonly kind: "files"; readonly files: readonly File[] };

/** What was dropped. To be called in the event itself: afterwards the browser has emptied the transfer. */
export function droppedSource(transfer: DataTransfer): PickSource {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.length > 0 ? { kind: "entries", entries } : { kind: "files", files: [...transfer.files] };
}
