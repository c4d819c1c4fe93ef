/** Where a key is kept: for this tab until it is closed, or on this device until it is forgotten. */
export type KeyPlace = "tab" | "device";

const slot = "whowrote-key";
const listeners = new Set<() => void>();

/** The key that requests carry, or none. */
export function readAccessKey(): string | undefined {
  return sessionStorage.getItem(slot) ?? localStorage.getItem(slot) ?? undefined;
}

export function keepAccessKey(key: string, place: KeyPlace): void {
  forgetQuietly();
  (place === "tab" ? sessionStorage : localStorage).setItem(slot, key);
  tell();
}

export function forgetAccessKey(): void {
  forgetQuietly();
  tell();
}

/** For `useSyncExternalStore`. @returns how to stop listening */
export function listenToAccessKey(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function forgetQuietly(): void {
  sessionStorage.removeItem(slot);
  localStorage.removeItem(slot);
}

function tell(): void {
  for (const listener of listeners) listener();
}
