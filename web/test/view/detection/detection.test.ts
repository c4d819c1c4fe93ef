import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { serve, type Served } from "../../serve.ts";
import { watch, type Watch } from "../../watch.ts";

const path = resolve(import.meta.dirname, "../../../../examples/assistant/inventory_manager.py");

/** What the browser says of an answer that is gone. */
const expected = /status of 404/;

describe.skipIf(browserPath === undefined)("the view of a stored answer", () => {
  describe.each([
    ["keeps code", { WHOWROTE_STORE_CODE: "1" }],
    ["keeps no code", {}],
  ])("of a server that %s", (kind, environment) => {
    let served: Served;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let watched: Watch;
    let id: string;

    beforeAll(async () => {
      [served, browser] = await Promise.all([serve({ environment }), openBrowser()]);
      context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      context.setDefaultTimeout(10_000);
      watched = watch(context, served.url, expected);
      page = await context.newPage();
      const response = await fetch(`${served.url}/api/v1/predict`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ code: await readFile(path, "utf8"), path: "inventory.py" }),
      });
      ({ id } = (await response.json()) as { id: string });
    });
    afterAll(async () => {
      await browser?.close();
      await served?.stop();
    });

    test("it shows what was answered, where it was judged, and lets one dispute it", async () => {
      await page.goto(`${served.url}/detections/${id}`);
      await page.getByRole("heading", { level: 1, name: "inventory.py" }).waitFor();
      expect(await page.getByText("Likely written by an AI").isVisible()).toBe(true);
      expect(await page.getByText(/^Judged on \d/).isVisible()).toBe(true);
      expect(await page.getByRole("region", { name: "Detectors" }).getByRole("listitem").count()).toBe(2);
      expect(await page.getByRole("region", { name: "Strongest words" }).getByRole("listitem").count()).toBe(5);
      expect(await page.getByRole("textbox", { name: "How do you know?" }).isVisible()).toBe(true);
    });

    test.runIf(kind === "keeps code")(
      "its code is there, its words lead to their places, and it can be shaded",
      async () => {
        await page.goto(`${served.url}/detections/${id}`);
        const code = page.getByRole("textbox", { name: "The code" });
        await code.getByText("Inventory Management System").waitFor();
        const word = page.getByRole("region", { name: "Strongest words" }).getByRole("button").first();
        const line = /line (\d+)/.exec((await word.textContent())!)![1]!;
        await word.click();
        await page.locator(".cm-lineNumbers").getByText(line, { exact: true }).waitFor();
        await page.getByRole("button", { name: "Show the heat map" }).click();
        await code.locator(".heat-token").first().waitFor();
        expect(await page.getByText("Speaks for a person", { exact: true }).isVisible()).toBe(true);
      },
    );

    test.runIf(kind === "keeps no code")("it says that there is no code", async () => {
      await page.goto(`${served.url}/detections/${id}`);
      await page.getByText("This server keeps no code").waitFor();
      expect(await page.getByText("not kept by the server").count()).toBeGreaterThan(0);
    });

    test.each([1280, 360])("%d px wide there is nothing that axe objects to, light or dark", async (width) => {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto(`${served.url}/detections/${id}`);
        await page.getByText("Likely written by an AI").waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(tooWide).toBeLessThanOrEqual(0);
      }
    });

    test("an answer that is gone is no error but said so, and nothing was asked of others", async () => {
      await page.goto(`${served.url}/detections/00000000-0000-7000-8000-000000000000`);
      await page.getByText("There is no such answer").waitFor();
      expect(watched.faults).toEqual([]);
    });
  });
});
