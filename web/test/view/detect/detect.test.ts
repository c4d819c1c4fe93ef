import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { serve, type Served } from "../../serve.ts";
import { watch, type Watch } from "../../watch.ts";

const examples = resolve(import.meta.dirname, "../../../../examples");
const readExample = async (path: string): Promise<string> => readFile(resolve(examples, path), "utf8");

/** On a machine that others use too. */
const patient = { timeout: 10_000 };

/** What the browser says of the 422 for a text whose language nobody can tell. */
const refusals = /status of 422/;

describe.skipIf(browserPath === undefined)("the view Detect", () => {
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;

  const editor = (): Locator => page.getByRole("textbox", { name: "Source code" });
  const answer = (): Locator => page.getByRole("status").filter({ hasText: /written|evidence/ });
  const scale = (): Locator => page.getByRole("img", { name: "Probability that an AI wrote it" });
  const paste = async (text: string): Promise<void> => {
    await editor().focus();
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.activeElement!.dispatchEvent(event);
    }, text);
  };
  const shaded = (): Locator => editor().locator(".heat-token");

  beforeAll(async () => {
    [served, browser] = await Promise.all([serve(), openBrowser()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    watched = watch(context, served.url, refusals);
    context.setDefaultTimeout(8000);
    page = await context.newPage();
  });
  beforeEach(async () => {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${served.url}/`);
    await editor().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  test("of the answers given while somebody types, the history keeps the last", async () => {
    const since = new Date().toISOString();
    const history = async (): Promise<{ id: string; lines: number }[]> => {
      const listed = await fetch(`${served.url}/api/v1/predictions?since=${since}`);
      return ((await listed.json()) as { predictions: { id: string; lines: number }[] }).predictions;
    };
    const afterEdit = async (edit: () => Promise<void>): Promise<void> => {
      const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/explain"), patient);
      await edit();
      expect((await answered).status()).toBe(200);
    };
    for (const piece of ["def add(first, second):\n", "total = first + second\n", "return total"])
      await afterEdit(async () => editor().pressSequentially(piece));
    expect((await history()).map(({ lines }) => lines)).toEqual([3]);
    // Back at a text that was judged before, its answer is in the history again.
    await afterEdit(async () => editor().press("Control+z"));
    const shown = page.getByRole("link", { name: "Link to this answer" });
    await expect.poll(async () => shown.getAttribute("href"), patient).toContain((await history())[0]!.id);
    expect(await history()).toHaveLength(1);
    // Whoever reaches for the link to an answer keeps it.
    await shown.focus();
    await afterEdit(async () => {
      await editor().press("End");
      await editor().pressSequentially(" + third");
    });
    expect(await history()).toHaveLength(2);
  });

  test("without code it says what it does and what it does not", async () => {
    expect(await page.getByText("evidence, never proof").isVisible()).toBe(true);
    expect(await page.getByText("is a full answer").isVisible()).toBe(true);
    expect(await page.getByText("nowhere else").isVisible()).toBe(true);
  });

  test("code as an AI writes it is called that, with a probability, its scale and its false alarms", async () => {
    await paste(await readExample("assistant/inventory_manager.py"));
    await answer().getByText("Likely written by an AI").waitFor();
    expect(await answer().textContent()).toMatch(/Probability that an AI wrote it: (over )?\d/);
    expect(await scale().getAttribute("aria-label")).toMatch(/Up to \d+\s% the answer is "a person", from \d/);
    await page.getByText(/Of [\d,]+ people's files of this language and length/).waitFor();
    expect(await page.getByRole("combobox", { name: "Language" }).textContent()).toContain("Automatic (Python)");
  });

  test("code as a person writes it is called that, and says which detectors and signals spoke", async () => {
    await paste(await readExample("plain/tailer.py"));
    await answer().getByText("Likely written by a person").waitFor();
    const detectors = page.getByRole("region", { name: "Detectors" });
    await detectors.getByRole("listitem").first().waitFor();
    expect(await detectors.getByRole("listitem").allTextContents()).toEqual([
      expect.stringMatching(/^Style .*leans to/),
      expect.stringMatching(/^Wording .*leans to/),
    ]);
    const signals = page.getByRole("region", { name: "Strongest signals" });
    await signals
      .getByText(/people .*, AI /)
      .first()
      .waitFor();
    await expect.poll(async () => signals.getByRole("listitem").count(), patient).toBe(7);
    await signals.getByRole("button", { name: /Show all/ }).click();
    expect(await signals.getByRole("listitem").count()).toBeGreaterThan(20);
  });

  test("two lines are not enough evidence, and it says what would help", async () => {
    await paste("x = 1\nprint(x)\n");
    await answer().getByText("Not enough evidence").waitFor();
    await page
      .getByText(/too short: \d+ words/i)
      .first()
      .waitFor();
    await page.getByText("What would help").waitFor();
    expect(await page.getByText(/^Abstains|: Abstains/).count()).toBe(2);
  });

  test("a text whose language nobody can tell is no error, and choosing one answers it", async () => {
    await paste("hello world, who are you\n");
    await answer().getByText("Not enough evidence").waitFor();
    expect(await page.getByText(/tells its language/).isVisible()).toBe(true);
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.getByRole("combobox", { name: "Language" }).selectOption("ruby");
    await page.getByText(/Ruby, 1 line judged/).waitFor();
    expect(new URL(page.url()).searchParams.get("language")).toBe("ruby");
  });

  test("a stricter rate of false alarms moves the threshold and may take the verdict back", async () => {
    const threshold = async (): Promise<number> =>
      Number(/from ([\d.]+)/.exec((await scale().getAttribute("aria-label"))!)?.[1]);
    await paste(await readExample("assistant/BankAccountService.java"));
    await answer().getByText("Likely written by an AI").waitFor();
    const usual = await threshold();
    await page.getByRole("combobox", { name: "Accepted false alarms" }).selectOption("0.001");
    await answer().getByText("Not enough evidence").waitFor();
    await page.getByText(/more than the 0\.1\s% that is accepted/).waitFor();
    expect(await threshold()).toBeGreaterThan(usual);
  });

  test("the code is shaded, a place is told about at the cursor and on hover, and the shades go off", async () => {
    await paste(await readExample("assistant/rateLimiter.ts"));
    await shaded().first().waitFor();
    expect(await page.locator(".heat-gutter").getByText("+").count()).toBeGreaterThan(0);
    await editor().locator(".heat-token.heat-3").first().hover();
    await page
      .locator(".heat-tooltip")
      .getByText(/speaks for an? (AI|person) \([+−]0\.\d+ log-odds\)/)
      .first()
      .waitFor();
    await page.getByText("Off", { exact: true }).click();
    await shaded().first().waitFor({ state: "detached" });
    await page.getByText("Wording", { exact: true }).first().click();
    await shaded().first().waitFor();
  });

  test("the strongest words and the functions lead to their places in the code", async () => {
    await paste(await readExample("assistant/inventory_manager.py"));
    const functions = page.getByRole("region", { name: "Functions" });
    await functions.getByRole("button", { name: /remove_product/ }).click();
    expect(
      await editor().evaluate(
        (content) => content.contains(document.activeElement) || content === document.activeElement,
      ),
    ).toBe(true);
    await page.locator(".cm-line", { hasText: "def remove_product" }).waitFor();
    const words = page.getByRole("region", { name: "Strongest words" }).getByRole("button");
    expect(await words.count()).toBe(5);
    const line = /line (\d+)/.exec((await words.first().textContent())!)![1]!;
    await words.first().click();
    await page.locator(".cm-lineNumbers").getByText(line, { exact: true }).waitFor();
  });

  test("the old answer stays, marked as old, until the new one is there, and only the newest text is answered", async () => {
    await page.goto(`${served.url}/?language=python`);
    await paste(await readExample("plain/tailer.py"));
    await answer().getByText("Likely written by a person").waitFor();
    await shaded().first().waitFor();
    let isHeld = true;
    const held: (() => void)[] = [];
    await page.route("**/api/v1/explain", async (route) => {
      await new Promise<void>((release) => (isHeld ? held.push(release) : release()));
      await route.continue().catch(() => undefined); // the page has called it off
    });
    await editor().press("ControlOrMeta+A");
    await paste("a = 1\n");
    await page.getByText("The text has changed").waitFor();
    await expect.poll(() => held.length, patient).toBe(1);
    expect(await answer().textContent()).toContain("Likely written by a person");
    await editor().press("ControlOrMeta+End");
    await editor().pressSequentially("b = 2\n");
    await editor().press("ControlOrMeta+Enter");
    await expect.poll(() => held.length, patient).toBeGreaterThan(1);
    isHeld = false;
    for (const release of held) release();
    await page.getByText(/Python, 2 lines judged/).waitFor();
    expect(await answer().textContent()).toContain("Not enough evidence");
  });

  test("an answer has an address of its own, and the code is in none", async () => {
    await paste(await readExample("plain/feed.go"));
    const link = page.getByRole("link", { name: "Link to this answer" });
    await link.waitFor();
    expect(page.url()).toBe(`${served.url}/`);
    await link.click();
    await page.getByRole("heading", { level: 1, name: "Detection" }).waitFor();
    await page.goBack();
    await answer().getByText("Likely written by a person").waitFor();
    expect(await editor().textContent()).toContain("func ");
  });

  test("a file that is dropped or opened tells its language by its name, and what is no text is refused", async () => {
    const opened = page.locator('input[type="file"]');
    await opened.setInputFiles({ name: "a.kt", mimeType: "text/plain", buffer: Buffer.from("fun main() {}\n") });
    await page.getByText(/Kotlin, 1 line judged/).waitFor();
    await opened.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from([137, 80, 0, 0, 1]) });
    await page.getByRole("alert").getByText("a.png is not text").waitFor();
    expect(await editor().textContent()).toContain("fun main");
    await editor().evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x = 1\n"], "b.rb", { type: "text/plain" }));
      content.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByText(/Ruby, 1 line judged/).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("examples of both kinds say that they are examples", async () => {
    for (const [name, verdict] of [
      ["Python, as an AI writes", "Likely written by an AI"],
      ["C, as a person writes", "Likely written by a person"],
    ] as const) {
      await page.getByRole("button", { name: "Examples" }).click();
      await page.getByRole("menuitem", { name }).click();
      await answer().getByText(verdict).waitFor();
      expect(await page.getByText("made up for this page").isVisible()).toBe(true);
    }
  });

  test("5,000 lines are answered and shaded, and typing goes on in them", async () => {
    const part = await readExample("plain/ring.c");
    const lines = part.split("\n");
    const text = Array.from({ length: 5000 }, (_, at) => lines[at % lines.length]!).join("\n");
    await paste(text);
    await page.getByText(/C, [\d,]+ lines judged/).waitFor({ timeout: 20_000 });
    await editor().press("ControlOrMeta+Home");
    await shaded().first().waitFor();
    await editor().press("ControlOrMeta+End");
    await editor().pressSequentially("/* the end */");
    await editor().getByText("/* the end */").waitFor();
    await page.getByText("The text has changed").waitFor({ state: "hidden", timeout: 20_000 });
    expect(await page.getByText("Only the first part of this long text was read.").isVisible()).toBe(true);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("by keyboard one leaves the editor with Escape and Tab", async () => {
    await editor().focus();
    await page.keyboard.press("Tab");
    expect(await editor().evaluate((content) => content === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await editor().evaluate((content) => content === document.activeElement)).toBe(false);
    expect(await page.getByText("Esc, then Tab leaves the editor").isVisible()).toBe(true);
  });

  test.each([1280, 360])(
    "%d px wide there is nothing that axe objects to, light or dark, and nothing sticks out",
    async (width) => {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto(`${served.url}/`);
        await paste(await readExample("assistant/inventory_manager.py"));
        await shaded().first().waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(tooWide).toBeLessThanOrEqual(0);
      }
      await page.emulateMedia({ colorScheme: "light" });
    },
  );

  test("no page asked another origin for anything, nor broke the page's policy", () => {
    expect(watched.faults).toEqual([]);
  });
});
