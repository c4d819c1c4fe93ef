import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that the tests drive, or why there is none. */
export const browserPath = places.find((path): path is string => path !== undefined && existsSync(path));

if (browserPath === undefined)
  process.stderr.write(
    "The tests of the page are skipped: no Chromium at " +
      `${places.filter(Boolean).join(", ")}. Install one (Debian: apt-get install chromium) or name it in CHROMIUM.\n`,
  );

export async function openBrowser(): Promise<Browser> {
  // Inside a container Chromium cannot build its own sandbox; the pages are our own.
  return chromium.launch({ executablePath: browserPath!, args: ["--no-sandbox", "--force-color-profile=srgb"] });
}
