import { useSyncExternalStore } from "react";
import { parsePreferences, type Preferences } from "./preferences.ts";

const slot = "whowrote-settings";
const listeners = new Set<() => void>();
let last: { readonly text: string | null; readonly value: Preferences } | undefined;

/** The reader's settings; what shows them is drawn again when they change, in another tab too. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(listen, readPreferences);
}

export function changePreferences(change: Partial<Preferences>): void {
  localStorage.setItem(slot, JSON.stringify({ ...readPreferences(), ...change }));
  for (const listener of listeners) listener();
}

/** The same object as long as nothing has changed, as React asks for. */
function readPreferences(): Preferences {
  const text = localStorage.getItem(slot);
  if (last === undefined || last.text !== text) last = { text, value: parsePreferences(text) };
  return last.value;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
