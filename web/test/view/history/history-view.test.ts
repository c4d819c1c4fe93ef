import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { findViolations } from "../../find-violations.ts";
import { serve, type Served } from "../../serve.ts";
import { eventually } from "../../eventually.ts";
import { watch, type Watch } from "../../watch.ts";

const examples = resolve(import.meta.dirname, "../../../../examples");
const [byAi, byPerson] = ["assistant/inventory_manager.py", "plain/ring.c"];
/** More than a page of 50 holds. */
const others = 52;

describe.skipIf(browserPath === undefined)("the history", { timeout: 120_000 }, () => {
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;

  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${served.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([path, answer.ok]).toEqual([path, true]);
    return answer.json();
  };
  const detect = async (code: string, path: string) =>
    post("/api/v1/predict", { code, path }) as Promise<{ id: string }>;
  const detectExample = async (path: string) => detect(await readFile(resolve(examples, path), "utf8"), path);
  const go = async (query = ""): Promise<void> => {
    await page.goto(`${served.url}/history${query}`);
    await page.getByRole("heading", { name: "History" }).waitFor();
  };
  const row = (path: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: path }) });
  const rows = () => page.getByRole("main").getByRole("listitem");

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

  test("an empty history says that no code is kept, and leads to where some is judged", async () => {
    await go();
    await page.getByText("Nothing has been judged yet").waitFor();
    await page.getByText("The code itself is not kept, unless whoever runs this server asks for it.").waitFor();
    await page.getByRole("link", { name: "Judge some code" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test("what was judged over the API stands in it, newest first, with verdict and way to the whole answer", async () => {
    await detectExample(byPerson);
    const { id } = await detectExample(byAi);
    await go();
    await eventually(async () => rows().count()).toBe(2);
    await eventually(async () => rows().first().textContent()).toMatch(/inventory_manager\.py.*Python.*quick@.*AI/);
    expect(await rows().nth(1).textContent()).toMatch(/ring\.c.*Person/);
    expect(await page.getByRole("link", { name: byAi }).getAttribute("href")).toBe(`/detections/${id}`);
    expect(await findViolations(page)).toEqual([]);
  });

  test("a filter narrows it down, stands in the address, and is there again when the address is opened", async () => {
    await go();
    await page.getByRole("combobox", { name: "Verdict" }).click();
    await page.getByRole("option", { name: "Person" }).click();
    await eventually(async () => Promise.resolve(page.url())).toContain("verdict=human");
    await eventually(async () => rows().count()).toBe(1);
    await page.getByRole("searchbox", { name: "Path" }).fill("PLAIN/");
    await eventually(async () => Promise.resolve(page.url())).toMatch(/verdict=human&path=PLAIN/);

    await go("?path=PLAIN%2F&verdict=human&language=c&source=requests&from=2020-01-01");
    await eventually(async () => rows().count()).toBe(1);
    expect(await page.getByRole("searchbox", { name: "Path" }).inputValue()).toBe("PLAIN/");
    expect(await page.getByRole("combobox", { name: "Verdict" }).inputValue()).toBe("Person");
    expect(await page.getByRole("combobox", { name: "Language" }).inputValue()).toBe("C");
    expect(await page.getByLabel("From").inputValue()).toBe("2020-01-01");

    await page.getByLabel("Until").fill("2020-01-02");
    await page.getByText("Nothing fits this filter").waitFor();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await eventually(async () => rows().count()).toBe(2);
    expect(new URL(page.url()).search).toBe("");
  });

  test("what does not fit in the address is as if it had not been asked", async () => {
    await go("?verdict=guilty&language=cobol&from=2020-99-99&disputed=perhaps");
    await eventually(async () => rows().count()).toBe(2);
  });

  test("who knows better disputes a verdict with a note, which is shown there and finds the row again", async () => {
    await go();
    await page.getByRole("button", { name: `Who wrote it? Tell about ${byAi}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Put no code here: it is stored.").waitFor();
    await dialog.getByText("Nobody has said anything about it yet.").waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await dialog.getByRole("button", { name: "Keep this" }).isEnabled()).toBe(false);
    await dialog.getByRole("radio", { name: "A person" }).check();
    await dialog.getByLabel("How do you know?").fill("I was in the room.");
    await dialog.getByRole("button", { name: "Keep this" }).click();
    await dialog.getByText("It is kept.").waitFor();
    await expect
      .poll(async () => dialog.getByRole("listitem").textContent())
      .toMatch(/says a person wrote it.*I was in the room\./);
    await page.keyboard.press("Escape");
    await row(byAi).getByText("Disputed").waitFor();
    await page.getByRole("checkbox", { name: "Only disputed" }).check();
    await eventually(async () => rows().count()).toBe(1);
    await row(byAi).waitFor();
  });

  test("a detection is deleted after a warning, and gone from the server", async () => {
    const { id } = await detect("print('short')\n".repeat(12), "to-be-deleted.py");
    await go("?path=to-be-deleted");
    await page.getByRole("button", { name: "Delete to-be-deleted.py" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this detection?" });
    await dialog.getByText("This cannot be undone.").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await rows().count()).toBe(1);
    await page.getByRole("button", { name: "Delete to-be-deleted.py" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Nothing fits this filter").waitFor();
    expect((await fetch(`${served.url}/api/v1/predictions/${id}`)).status).toBe(404);
  });

  test("a key that may only read and judge sees no way to delete, and one that may only read none to dispute", async () => {
    for (const scopes of [["read", "predict"], ["read"]]) {
      const { key } = (await post("/api/v1/keys", { name: "a reader", scopes })) as { key: string };
      await page.evaluate((kept) => sessionStorage.setItem("whowrote-key", kept), key);
      await go();
      await eventually(async () => rows().count()).toBe(2);
      expect(await page.getByRole("button", { name: /^Delete/ }).count()).toBe(0);
      expect(await page.getByRole("button", { name: /^Who wrote it/ }).count()).toBe(scopes.length === 2 ? 2 : 0);
    }
    await page.evaluate(() => sessionStorage.clear());
  });

  test("older pages are a click away, have an address, and lead back", async () => {
    for (let number = 0; number < others; number++)
      await detect(`answer = ${number}\nprint(answer)\n`, `page-${number}.py`);
    await go("?path=page-");
    await eventually(async () => rows().count()).toBe(50);
    await row("page-51.py").waitFor();
    await page.getByRole("button", { name: "Older" }).click();
    await eventually(async () => rows().count()).toBe(2);
    await row("page-0.py").waitFor();
    expect(await page.getByRole("button", { name: "Older" }).count()).toBe(0);
    await page.reload();
    await eventually(async () => rows().count()).toBe(2);
    await page.getByRole("button", { name: "To the newest" }).click();
    await eventually(async () => rows().count()).toBe(50);
    await page.goBack();
    await eventually(async () => rows().count()).toBe(2);
  });

  test("on a phone it does not scroll sideways, and the filters wait behind a button", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await go("?language=c");
    await eventually(async () => rows().count()).toBe(1);
    expect(await page.getByRole("combobox", { name: "Verdict" }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "More filters (1)" }).click();
    await page.getByRole("combobox", { name: "Verdict" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("nothing in it breaks the page's policy, fails in its script, or asks anything of another origin", () => {
    expect(watched.faults).toEqual([]);
  });
});
