import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { freshData } from "../../fresh-data.ts";
import { serve } from "../../serve.ts";

const files = 900;

test.skipIf(browserPath === undefined)(
  "a batch goes on, on the same page, when its server was killed and started again",
  async () => {
    const data = await freshData();
    const browser = await openBrowser();
    // One thread, long files, and a page that is warm before they are sent: the batch must not end before the server is killed.
    const first = await serve({ data, environment: { WHOWROTE_THREADS: "1", WHOWROTE_MAX_BODY_BYTES: "20000000" } });
    const page = await browser.newPage();
    await page.goto(`${first.url}/batch`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const body = {
      files: Array.from({ length: files }, (_, at) => ({
        path: `file-${at}.py`,
        code: `def f${at}(a, b):\n    return a + b * ${at}\n\n`.repeat(100),
      })),
    };
    const created = await fetch(`${first.url}/api/v1/batch`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { id } = (await created.json()) as { id: string };
    await page.goto(`${first.url}/batch/${id}`);
    await page.getByText(/^(?!900 )\d+ of 900 files finished$/).waitFor();
    const { pid } = JSON.parse(await readFile(join(data, "lock.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    // Long before the page asks by itself whether the server is there.
    await page.getByText(/^The server does not answer/).waitFor({ timeout: 20_000 });
    const over = Number(/^\d+/.exec((await page.getByText(/ of 900 files finished$/).textContent()) ?? "")?.[0]);
    expect(over).toBeLessThan(files);

    const second = await serve({ data, port: Number(new URL(first.url).port) });
    await page.getByText("900 of 900 files finished").waitFor({ timeout: 150_000 });
    await page.getByText("Done", { exact: true }).waitFor();
    await browser.close();
    await second.stop();
    await rm(data, { recursive: true, force: true });
  },
  // Two servers start.
  240_000,
);
