import { rm } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "./browser.ts";
import { eventually } from "./eventually.ts";
import { findViolations } from "./find-violations.ts";
import { freshData, runOn } from "./fresh-data.ts";
import { serve, type Served } from "./serve.ts";
import { watch, type Watch } from "./watch.ts";

const wrong = `ww_${"0".repeat(12)}_${"0".repeat(52)}`;

/** Makes a key as an operator does, while the server is not running. */
const createKey = async (data: string, name: string, scopes: string): Promise<string> =>
  runOn(data, "keys", "create", "--name", name, "--scopes", scopes);

describe.skipIf(browserPath === undefined)("a server that asks for keys", () => {
  let data: string;
  let admin: string;
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;

  const keyField = () => page.getByLabel("Key", { exact: true });
  const signIn = async (key: string): Promise<void> => {
    await keyField().fill(key);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  const heading = async (): Promise<string | null> => page.getByRole("heading", { level: 1 }).textContent();
  const stored = async (): Promise<string> => page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));

  beforeAll(async () => {
    data = await freshData();
    admin = await createKey(data, "head of the hiring team and of the house", "admin");
    [served, browser] = await Promise.all([serve({ data, environment: { WHOWROTE_KEYS: "always" } }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await rm(data, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    // What the server refuses is in the browser's log; that is what these tests are about.
    watched = watch(context, served.url, /status of 40[13]/);
    page = await context.newPage();
  });

  test("shows a way to sign in at every address, and none to the views", async () => {
    await page.goto(`${served.url}/history`);
    await eventually(heading).toBe("Sign in");
    expect(await page.title()).toBe("Sign in · whowrote");
    expect(await page.getByRole("link", { name: "Models" }).isVisible()).toBe(false);
    expect(await findViolations(page)).toEqual([]);
  });

  test("says what is wrong with a key that is none, and with one that it does not know, and keeps neither", async () => {
    await page.goto(served.url);
    await signIn("hunter2");
    await page.getByText("What was sent is not a key").waitFor();
    await signIn(wrong);
    await page.getByText("There is no such key").waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await heading()).toBe("Sign in");
    expect(await stored()).not.toContain("ww_");
  });

  test("lets the right key in where one wanted to go, for this tab, and out again", async () => {
    await page.goto(`${served.url}/settings`);
    await signIn(` ${admin}\n`);
    await eventually(heading).toBe("Settings");
    await page.getByText("Signed in with the key head").waitFor();
    expect(page.url()).toBe(`${served.url}/settings`);
    expect(await page.content()).not.toContain(admin.slice(16));
    const other = await context.newPage();
    await other.goto(served.url);
    await other.getByRole("heading", { name: "Sign in" }).waitFor();
    await other.close();
    await page.setViewportSize({ width: 360, height: 740 });
    await eventually(async () => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect((await page.getByRole("button", { name: "Change to dark colours" }).boundingBox())!.x).toBeLessThan(330);
    await page.getByRole("button", { name: "head" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await eventually(heading).toBe("Sign in");
    expect(await stored()).not.toContain("ww_");
    expect(watched.faults).toEqual([]);
  });

  test("is told the key by every tab of the device, where that was asked for", async () => {
    await page.goto(served.url);
    await page.getByLabel("On this device").check();
    await signIn(admin);
    await eventually(heading).toBe("Detect");
    const other = await context.newPage();
    await other.goto(`${served.url}/keys`);
    await other.getByRole("heading", { name: "Keys", level: 1 }).waitFor();
  });

  test("a new key is shown once, does what it may, shows why a view is not for it, and can be revoked", async () => {
    await page.goto(`${served.url}/keys`);
    await signIn(admin);
    await page.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("only judging");
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make the key" }).click();
    const made = (await dialog.getByLabel("The new key").textContent()) ?? "";
    expect(made).toMatch(/^ww_[0-9a-z]{12}_[0-9a-z]{52}$/);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    await eventually(async () => dialog.isVisible()).toBe(false);
    expect(await page.content()).not.toContain(made.slice(16));

    const guest = await browser.newContext();
    const view = await guest.newPage();
    await view.goto(`${served.url}/history`);
    await view.getByLabel("Key", { exact: true }).fill(made);
    await view.getByRole("button", { name: "Sign in" }).click();
    await view.getByText("This needs a key with read").waitFor();
    await view.getByRole("link", { name: /Keys needs a key with admin/ }).waitFor();
    await view.getByRole("link", { name: "Compare" }).click();
    const first = view.getByRole("textbox", { name: "First piece" });
    await first.click();
    await view.keyboard.insertText("def f(x):\n    return x\n");

    await page.getByRole("button", { name: "Revoke only judging" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await eventually(async () => page.getByRole("row", { name: /only judging/ }).count()).toBe(0);
    await page.getByLabel("Show revoked and expired keys").check();
    await page.getByRole("row", { name: /only judging.*Revoked/ }).waitFor();
    expect(page.url()).toContain("ended=1");

    await view.getByRole("textbox", { name: "Second piece" }).click();
    await view.keyboard.insertText("def g(y):\n    return y\n");
    await view.keyboard.press("Control+Enter");
    const again = view.getByRole("dialog", { name: "Sign in again" });
    await again.getByText("This key was revoked").waitFor();
    await again.getByLabel("Key", { exact: true }).fill(admin);
    await again.getByRole("button", { name: "Sign in" }).click();
    await eventually(async () => again.isVisible()).toBe(false);
    expect(await first.textContent()).toContain("return x");
    await guest.close();
  });
});
