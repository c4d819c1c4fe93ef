import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "./browser.ts";
import { eventually } from "./eventually.ts";
import { findViolations } from "./find-violations.ts";
import { serve, type Served } from "./serve.ts";
import { watch, type Watch } from "./watch.ts";

const views = [
  ["/", "Detect"],
  ["/compare", "Compare"],
  ["/batch", "Batch"],
  ["/history", "History"],
  ["/models", "Models"],
  ["/keys", "Keys"],
  ["/settings", "Settings"],
] as const;

const nowhere = "/no/such/place";

describe.skipIf(browserPath === undefined)("the frame of the page", () => {
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;

  const go = async (path: string): Promise<void> => {
    await page.goto(`${served.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    await eventually(async () => page.getByRole("status", { name: "Loading" }).count()).toBe(0);
  };
  const heading = async (): Promise<string | null> => page.getByRole("heading", { level: 1 }).textContent();
  const focused = async (): Promise<string> =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? "");

  beforeAll(async () => {
    [served, browser] = await Promise.all([serve(), openBrowser()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    watched = watch(context, served.url);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  test.each(views)("%s leads to the view %s and is named after it", async (path, name) => {
    await go(path);
    expect(await heading()).toBe(name);
    expect(await page.title()).toBe(`${name} · whowrote`);
    expect(await page.locator('nav [aria-current="page"]').textContent()).toBe(name);
  });

  test.each([...views.map(([path]) => path), nowhere])(
    "%s has nothing that axe objects to, light or dark",
    async (path) => {
      await go(path);
      expect(await findViolations(page)).toEqual([]);
    },
  );

  test.each([...views.map(([path]) => path), nowhere])("%s fits a phone without scrolling sideways", async (path) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await go(path);
    const { scrolls, shows } = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollWidth,
      shows: document.documentElement.clientWidth,
    }));
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(scrolls).toBe(shows);
  });

  test("an address that does not exist says so and leads back", async () => {
    await go(nowhere);
    expect(await heading()).toBe("There is no such page");
    expect(await page.title()).toBe("There is no such page · whowrote");
    await page.getByRole("link", { name: "To the first page" }).click();
    await eventually(heading).toBe("Detect");
  });

  test("who has only a keyboard skips to the content, and walks from view to view with the focus on each heading", async () => {
    await go("/settings");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    await page.getByRole("link", { name: "History" }).focus();
    await page.keyboard.press("Enter");
    await eventually(focused).toBe("History");
    expect(await page.title()).toBe("History · whowrote");
    await page.goBack();
    await eventually(focused).toBe("Settings");
  });

  test("on a phone the menu is out of the way until it is opened, and closes by Escape and after a choice", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await go("/settings");
    const link = page.getByRole("link", { name: "Keys" });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Open the menu" }).click();
    await eventually(async () => link.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await eventually(async () => link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Open the menu" }).click();
    await link.click();
    await eventually(heading).toBe("Keys");
    await eventually(async () => link.isVisible()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("the colours that were chosen are there again after a reload", async () => {
    const scheme = async (): Promise<string | null> => page.locator("html").getAttribute("data-mantine-color-scheme");
    await go("/settings");
    expect(await scheme()).toBe("light");
    await page.getByRole("button", { name: "Change to dark colours" }).click();
    await eventually(scheme).toBe("dark");
    await page.reload();
    await eventually(scheme).toBe("dark");
    await page.getByText("As the device").click();
    await eventually(scheme).toBe("light");
  });

  test("a setting is kept, and one that does not fit is as if it had not been chosen", async () => {
    await go("/settings");
    await page.getByText("1 in N", { exact: true }).click();
    await page.getByText("32 in 33 that an AI wrote it").waitFor();
    await page.getByLabel("Accepted false alarms").selectOption("0.001");
    await page.reload();
    await page.getByText("About 1 in 1,000 files").waitFor();
    expect(await page.getByRole("radio", { name: "1 in N" }).isChecked()).toBe(true);
    await page.evaluate(() =>
      localStorage.setItem(
        "whowrote-settings",
        '{"probabilityUnit":"furlongs","falsePositiveRate":7,"density":"compact"}',
      ),
    );
    await page.reload();
    await page.getByText("About 10 in 1,000 files").waitFor();
    expect(await page.getByRole("radio", { name: "Percent" }).isChecked()).toBe(true);
    expect(await page.getByRole("radio", { name: "Compact" }).isChecked()).toBe(true);
    await page.evaluate(() => localStorage.clear());
  });

  test("no view breaks the page's policy, fails in its script, or asks anything of another origin", () => {
    expect(watched.faults).toEqual([]);
  });

  test("what the page's policy forbids would have been seen", async () => {
    await page.goto(served.url);
    await page.evaluate(async () => fetch("http://127.0.0.2:9/").catch(() => {}));
    await page.evaluate(() =>
      document.head.append(Object.assign(document.createElement("script"), { text: "void 0" })),
    );
    await eventually(() => watched.faults.length).toBeGreaterThan(1);
    expect(watched.faults.every((fault) => fault.includes("Content Security Policy"))).toBe(true);
  });
});
