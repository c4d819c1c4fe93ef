import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { serve, type Served } from "../../serve.ts";

const example = resolve(import.meta.dirname, "../../../../examples/assistant/inventory_manager.py");

describe.skipIf(browserPath === undefined)("a model with a neural network", () => {
  let served: Served;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const environment = { WHOWROTE_MODEL: "thorough", WHOWROTE_THREADS: "1" };
    [served, browser] = await Promise.all([serve({ environment }), openBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  test("gives its evidence at once; what the network says of each token is asked for when it is wanted", async () => {
    const asked: boolean[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/api/v1/explain"))
        asked.push((request.postDataJSON() as { token_attribution: boolean }).token_attribution);
    });
    await page.goto(`${served.url}/`);
    await page.getByRole("textbox", { name: "Source code" }).waitFor();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open a file" }).click();
    await (await chooser).setFiles(example);
    await page.getByRole("region", { name: "In words" }).waitFor();
    expect(asked).toEqual([false]);
    await page.getByText("Neural network", { exact: true }).first().click();
    await page.getByText("Being made: a neural network takes a while").waitFor();
    await expect.poll(() => asked).toEqual([false, true]);
    await page.getByRole("status").getByText("Likely written by an AI").waitFor();
  });
});
