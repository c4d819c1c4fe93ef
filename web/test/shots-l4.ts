import { openBrowser } from "./browser.ts";
import { openChatServer, writtenProse } from "./chat-server.ts";
import { serve } from "./serve.ts";
import { resolve } from "node:path";
const chat = await openChatServer((q) => { const p = /={5,} PROGRAM ={5,}\n([\s\S]*?)\n={5,} PROGRAM/.exec(q)?.[1]; return p === undefined ? writtenProse(q) : "```python\n" + p + "\n```"; });
const environment = { WHOWROTE_LLM: "1", WHOWROTE_REWRITE: "1", WHOWROTE_LLM_PROVIDER: "vllm", WHOWROTE_LLM_MODEL: "qwen2.5-coder:7b", WHOWROTE_LLM_BASE_URL: chat.url, XDG_STATE_HOME: "/tmp/shots-l4/state", WHOWROTE_THREADS: "1" };
const on = await serve({ environment });
const browser = await openBrowser();
try {
  for (const [name, width] of [["wide", 1360], ["phone", 360]] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: name === "wide" ? "light" : "dark" });
    const page = await context.newPage();
    await page.goto(on.url);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open a file" }).click();
    await (await chooser).setFiles(resolve("examples/assistant/inventory_manager.py"));
    await page.getByRole("status").getByText("Likely written by an AI").waitFor();
    await page.getByRole("button", { name: "Explain in words" }).click();
    const gate = Promise.withResolvers<void>();
    chat.gate = gate.promise;
    await page.getByRole("button", { name: /^Ask/ }).click();
    await page.getByText("Being written").first().waitFor();
    const region = page.getByRole("region", { name: "In words" });
    await region.screenshot({ path: `/tmp/shots-l4/${name}-writing.png` });
    gate.resolve();
    await page.getByText("It has written all").waitFor();
    await page.getByRole("switch", { name: /rewrite/ }).check();
    await page.getByText("rewrites counted.").first().waitFor();
    await region.screenshot({ path: `/tmp/shots-l4/${name}-done.png` });
    await page.getByRole("region", { name: "Rewriting" }).screenshot({ path: `/tmp/shots-l4/${name}-rewriting.png` });
    await page.goto(`${on.url}/settings`);
    await page.getByText("1 of 1 free").click();
    await page.getByRole("region", { name: "Language models" }).screenshot({ path: `/tmp/shots-l4/${name}-settings.png` });
  }
} finally { await browser.close(); await on.stop(); await chat.close(); }
