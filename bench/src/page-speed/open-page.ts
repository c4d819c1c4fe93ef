import type { Browser, Page } from "playwright-core";
import { probe, type Noted } from "./probe.ts";

/** The first view of a page that a browser has never seen. Must be closed. */
export interface OpenPage {
  readonly page: Page;
  readonly readNoted: () => Promise<Noted>;
  /** Puts text in the place of all there is, as from the clipboard. */
  readonly paste: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openPage(browser: Browser, url: string): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(probe);
  await page.goto(url);
  const editor = page.getByRole("textbox", { name: "Source code" });
  await editor.waitFor();
  return {
    page,
    readNoted: async () => page.evaluate<Noted>("readNoted()"),
    paste: async (text) => {
      await editor.focus();
      await page.keyboard.press("ControlOrMeta+A");
      await page.evaluate(`{
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", ${JSON.stringify(text)});
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }`);
    },
    close: async () => context.close(),
  };
}
