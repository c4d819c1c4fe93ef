import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { browserPath, openBrowser } from "./browser.ts";
import { serve, type Served } from "./serve.ts";

describe.skipIf(browserPath === undefined)("the frame of the page", () => {
  let served: Served;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [served, browser] = await Promise.all([serve(), openBrowser()]);
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  test("every view has an address that leads there directly", async () => {
    for (const [path, heading] of [
      ["/", "Detect"],
      ["/batch", "Batch"],
      ["/history", "History"],
      ["/compare", "Compare"],
      ["/models", "Models"],
      ["/keys", "Keys"],
      ["/settings", "Settings"],
    ] as const) {
      await page.goto(`${served.url}${path}`);
      await expect.poll(async () => page.getByRole("heading", { level: 1 }).textContent()).toBe(heading);
      expect(await page.locator('[aria-current="page"]').textContent()).toBe(heading);
    }
  });
});
