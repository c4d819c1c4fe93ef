import { type ComponentType, lazy } from "react";
import { apiFetch } from "../api/ask.ts";

/** Between two attempts, in milliseconds. */
const pause = 2_000;

/**
 * A view that is loaded when somebody goes there. While the server is away it waits: a page that failed would have to be
 * loaded again, and what was typed in other views would be gone.
 */
export const lateView = <Properties extends object>(load: () => Promise<ComponentType<Properties>>) =>
  lazy(async () => ({ default: await loadPatiently(load) }));

/** @throws what `load` throws, where the server is there: it has another build by now, and the page must be loaded again */
async function loadPatiently<View>(load: () => Promise<View>): Promise<View> {
  for (let isThere = false; ;) {
    try {
      return await load();
    } catch (error) {
      if (isThere) throw error;
      isThere = await answers();
      if (!isThere) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

const answers = async (): Promise<boolean> =>
  apiFetch("/ready").then(
    ({ ok }) => ok,
    () => false,
  );
