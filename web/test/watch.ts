import type { BrowserContext } from "playwright-core";

/** What a context's pages did that they should not. */
export interface Watch {
  /** Errors of scripts and of the page's policy, and whatever was asked of another origin. */
  readonly faults: readonly string[];
}

/**
 * Listens to every page of a context.
 * @param origin of the server under test: nothing may be asked of any other
 * @param expected messages that belong to a test, such as those of a server that is down
 */
export function watch(context: BrowserContext, origin: string, expected = /^$/): Watch {
  const faults: string[] = [];
  const note = (fault: string): void => {
    if (!expected.test(fault)) faults.push(fault);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()} at ${message.location().url}`);
  });
  context.on("weberror", (error) => note(`script: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) note(`asked elsewhere: ${url.href}`);
  });
  return { faults };
}
