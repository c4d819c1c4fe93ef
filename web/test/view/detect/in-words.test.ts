import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { openChatServer, writtenProse, type ChatServer } from "../../chat-server.ts";
import { findViolations } from "../../find-violations.ts";
import { serve, type Served } from "../../serve.ts";
import { watch, type Watch } from "../../watch.ts";

const example = resolve(import.meta.dirname, "../../../../examples/assistant/inventory_manager.py");

describe.skipIf(browserPath === undefined)("an answer in words", () => {
  let chat: ChatServer;
  let state: string;
  let on: Served;
  let off: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;
  /** Questions that hold one of these get an answer that breaks the rules. */
  let unanswered: readonly string[] = [];

  const judge = async (served: Served): Promise<void> => {
    await page.goto(`${served.url}/`);
    await page.getByRole("textbox", { name: "Source code" }).waitFor();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open a file" }).click();
    await (await chooser).setFiles(example);
    await page.getByRole("status").getByText("Likely written by an AI").waitFor();
  };
  const words = (): Locator => page.getByRole("region", { name: "In words" });
  const rewriting = (): Locator => page.getByRole("region", { name: "Rewriting" });

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "whowrote-words-"));
    chat = await openChatServer((question) => {
      const program = /={5,} PROGRAM ={5,}\n([\s\S]*?)\n={5,} PROGRAM/.exec(question)?.[1];
      if (program !== undefined) return `\`\`\`python\n${program}\n\`\`\``;
      return unanswered.some((mark) => question.includes(mark)) ? "Yes." : writtenProse(question);
    });
    const environment = {
      ...{ WHOWROTE_LLM: "1", WHOWROTE_REWRITE: "1", WHOWROTE_LLM_PROVIDER: "vllm", WHOWROTE_LLM_MODEL: "the-model" },
      ...{ WHOWROTE_LLM_BASE_URL: chat.url, XDG_STATE_HOME: state, WHOWROTE_THREADS: "1" },
    };
    [on, off, browser] = await Promise.all([
      serve({ environment }),
      serve({ environment: { WHOWROTE_THREADS: "1" } }),
      openBrowser(),
    ]);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
  });
  beforeEach(() => {
    chat.gate = Promise.resolve();
    unanswered = [];
    watched = watch(context, on.url);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([on?.stop(), off?.stop(), chat?.close()]);
    await rm(state, { recursive: true, force: true });
  });

  test("the text from the measurements is there at once, and nothing is sent for it", async () => {
    await judge(on);
    await page.getByRole("button", { name: "Explain in words" }).click();
    expect(await words().getByRole("heading", { level: 3 }).allTextContents()).toContain("What would change it");
    expect(await words().getByText("no language model had a part in it").isVisible()).toBe(true);
    expect(await words().getByText(`Sends this code and what was measured on it to ${chat.host}`).isVisible()).toBe(
      true,
    );
    expect(chat.asked).toHaveLength(0);
  });

  test("the model's words come as they are written, are marked as its own, and are plain text", async () => {
    await judge(on);
    const opened = Promise.withResolvers<void>();
    chat.gate = opened.promise;
    await page.getByRole("button", { name: "Explain in words" }).click();
    await page.getByRole("button", { name: `Ask the-model at ${chat.host}` }).click();
    const style = words().getByRole("region", { name: "Style" });
    await style.getByText("Being written, not checked yet").waitFor();
    await words().getByText("the-model is writing").waitFor();
    expect(await style.getByRole("heading", { name: "Justification" }).count()).toBe(0);
    opened.resolve();
    await words().getByText("It has written all it was asked for.").waitFor();
    for (const part of ["Understanding", "Analysis", "Justification"])
      expect(await style.getByRole("heading", { name: part }).count()).toBe(1);
    expect(await words().getByText("Written by a language model, the-model").isVisible()).toBe(true);
    expect(await words().getByText("<img src=x").count()).toBe(2);
    expect(await words().locator("img").count()).toBe(0);
    expect(chat.asked.every((question) => question.includes("class InventoryManager"))).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    expect(watched.faults).toEqual([]);
  });

  test("what breaks the rules is not shown, and the page does not say that all was written", async () => {
    await judge(on);
    unanswered = ["METHOD\nLexical"];
    await page.getByRole("button", { name: "Explain in words" }).click();
    await page.getByRole("button", { name: `Ask the-model at ${chat.host}` }).click();
    await words().getByText("A part of what it wrote is not shown.").waitFor();
    const wording = words().getByRole("region", { name: "Wording" });
    expect(await wording.getByText(/Nothing of it is shown: the answer was not used: it lacks/).isVisible()).toBe(true);
    expect(await words().getByText("Written by a language model, the-model").isVisible()).toBe(true);
    unanswered = ["METHOD\n"];
    await words().getByRole("button", { name: "Ask again" }).click();
    await words().getByText("Nothing that it wrote can be shown.").waitFor();
    expect(await words().getByText("Written by a language model").count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  test("who stops it is heard, and another text is not sent by itself", async () => {
    await judge(on);
    chat.gate = Promise.withResolvers<void>().promise;
    await page.getByRole("button", { name: "Explain in words" }).click();
    await page.getByRole("button", { name: `Ask the-model at ${chat.host}` }).click();
    await words().getByText("Being written").first().waitFor();
    await words().getByRole("button", { name: "Stop" }).click();
    await words().getByText("Stopped.").waitFor();
    const { length } = chat.asked;
    await page.getByRole("textbox", { name: "Source code" }).pressSequentially("# more\n");
    await words().getByText("Stopped.").waitFor({ state: "detached" });
    expect(await words().getByText("What would change it").isVisible()).toBe(true);
    expect(chat.asked).toHaveLength(length);
  });

  test("rewriting is off until it is switched on, says where the code goes, and what came of it", async () => {
    await judge(on);
    const { length } = chat.asked;
    const toggle = rewriting().getByRole("switch", { name: "Have a language model rewrite this code" });
    expect(await toggle.isChecked()).toBe(false);
    expect(await rewriting().getByText(`Sends this code without its comments to ${chat.host}`).isVisible()).toBe(true);
    await toggle.check();
    await rewriting().getByText("4 of 4 rewrites counted.").waitFor();
    expect(
      await rewriting()
        .getByText(/It has no vote: no calibration/)
        .isVisible(),
    ).toBe(true);
    expect(chat.asked.length - length).toBe(4);
    await page.getByRole("button", { name: "Explain in words" }).click();
    await words().getByText("Rewriting: what a language model changes").waitFor();
    const kept = await page.request.get(`${on.url}/api/v1/predictions?limit=1`);
    const { predictions } = (await kept.json()) as { predictions: readonly { id: string }[] };
    await page.goto(`${on.url}/detections/${predictions[0]!.id}`);
    await rewriting().getByText("4 of 4 rewrites counted.").waitFor();
    expect(watched.faults).toEqual([]);
  });

  test("where it is switched off, the page says how to switch it on and offers nothing else", async () => {
    watched = watch(context, off.url);
    await judge(off);
    await page.getByRole("button", { name: "Explain in words" }).click();
    expect(await words().getByText("What would change it").isVisible()).toBe(true);
    await words()
      .getByText(/switches that on with WHOWROTE_LLM=1/)
      .waitFor();
    expect(await words().getByRole("button", { name: /^Ask/ }).count()).toBe(0);
    expect(await rewriting().getByRole("switch").isDisabled()).toBe(true);
    await page.goto(`${off.url}/settings`);
    const section = page.getByRole("region", { name: "Language models" });
    await section.getByText("Off: this server asks no language model.").waitFor();
    await section.getByText("How to switch it on").click();
    expect(await section.getByText("WHOWROTE_REWRITE=1").isVisible()).toBe(true);
    expect(watched.faults).toEqual([]);
  });

  test("the settings say which model is asked where, and what leaves the machine", async () => {
    await page.goto(`${on.url}/settings`);
    const section = page.getByRole("region", { name: "Language models" });
    await section.getByText(`On: the-model at ${chat.host} (vLLM).`).waitFor();
    expect(await section.getByText(/Only a request that asks for it sends code/).isVisible()).toBe(true);
    expect(await section.getByText("It has no calibration yet").isVisible()).toBe(true);
    await section.getByText("1 of 1 free").click();
    expect(await section.getByRole("cell", { name: "no key" }).isVisible()).toBe(true);
    expect(await findViolations(page)).toEqual([]);
  });
});
