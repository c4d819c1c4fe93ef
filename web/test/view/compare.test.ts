import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { findViolations } from "../find-violations.ts";
import { serve, type Served } from "../serve.ts";

const first = `def largest_drop(values):
    peak = values[0]
    drop = 0
    for value in values[1:]:
        peak = max(peak, value)
        drop = max(drop, peak - value)
    return drop
`;
const copy = first.replaceAll("peak", "top").replaceAll("values", "series").replaceAll("drop", "fall");

describe.skipIf(browserPath === undefined)("Compare", () => {
  let served: Served;
  let browser: Browser;
  let page: Page;

  const write = async (piece: string, code: string): Promise<void> => {
    await page.getByRole("textbox", { name: piece }).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(code);
  };

  beforeAll(async () => {
    [served, browser] = await Promise.all([serve(), openBrowser()]);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(`${served.url}/compare`);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  test("a copy with other names is called one, with its passage on both sides and a verdict of each", async () => {
    expect(await page.getByRole("button", { name: "Compare" }).isDisabled()).toBe(true);
    await write("First piece", first);
    await write("Second piece", `import sys\n\n${copy}`);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("status", { name: "Comparison" }).getByText("Built the same way").waitFor();
    await page.getByRole("button", { name: "1–7 and 3–9" }).click();
    await eventually(async () => page.locator(".cm-content [class*=current]").count()).toBeGreaterThan(1);
    await eventually(async () => page.getByRole("link", { name: "The whole answer" }).count()).toBe(2);
    expect(await findViolations(page)).toEqual([]);
  });

  test("what stands there is still there after a walk to another view", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await page.goBack();
    await page.getByText("Built the same way", { exact: true }).waitFor();
    await eventually(async () => page.getByRole("textbox", { name: "Second piece" }).textContent()).toContain("fall");
  });

  test("code in two languages is not called alike", async () => {
    await write("Second piece", "package main\n\nfunc add(a int, b int) int {\n\treturn a + b\n}\n");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText(/How they are built cannot be compared|Across languages only an encoder/).waitFor();
    expect(await page.getByText("Built the same way", { exact: true }).count()).toBe(0);
  });
});
