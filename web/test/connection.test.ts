import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "./browser.ts";
import { eventually } from "./eventually.ts";
import { freshData } from "./fresh-data.ts";
import { serve, type Served } from "./serve.ts";

const code = `def moving_average(values, width):
    total = 0
    means = []
    for at, value in enumerate(values):
        total += value
        if at >= width:
            total -= values[at - width]
        means.append(total / min(at + 1, width))
    return means


def largest_drop(values):
    peak = values[0]
    drop = 0
    for value in values[1:]:
        peak = max(peak, value)
        drop = max(drop, peak - value)
    return drop
`;

describe.skipIf(browserPath === undefined)("when the server goes away", () => {
  let data: string;
  let served: Served;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    data = await freshData();
    [served, browser] = await Promise.all([serve({ data }), openBrowser()]);
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await rm(data, { recursive: true, force: true });
  });

  test("the page says so, keeps what is typed meanwhile, and has its verdict when the server is back", async () => {
    await page.goto(served.url);
    const editor = page.locator(".cm-content").first();
    await editor.waitFor();
    await served.stop();
    await editor.click();
    await page.keyboard.insertText(code);
    await page.getByText("The server does not answer.").first().waitFor();
    served = await serve({ data, port: Number(new URL(served.url).port) });
    await page.getByText("The server answers again.").waitFor();
    await page
      .getByText(/Likely written by|Not enough evidence/)
      .first()
      .waitFor();
    expect(await editor.textContent()).toContain("largest_drop");
    expect(await page.getByText("The server does not answer.").count()).toBe(0);
  });

  test("an answer to an older text says that it is one while the newer one cannot be judged", async () => {
    await served.stop();
    await page.locator(".cm-content").first().click();
    await page.keyboard.insertText("# one line more\n");
    const verdict = page.getByRole("status").filter({ hasText: /Likely written by|Not enough evidence/ });
    await eventually(async () => verdict.textContent()).toContain("this is the answer to the one before");
  });

  test("a view that is asked for meanwhile comes when the server is back, and the typed code is still there", async () => {
    await served.stop();
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("status", { name: "Loading" }).waitFor();
    served = await serve({ data, port: Number(new URL(served.url).port) });
    await page.getByRole("heading", { name: "Compare", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Detect" }).click();
    await eventually(async () => page.locator(".cm-content").first().textContent()).toContain("largest_drop");
  });
});
