import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { zipSync } from "fflate";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { serve, type Served } from "../../serve.ts";
import { watch, type Watch } from "../../watch.ts";

const core = join(import.meta.dirname, "../../../../core/src");
const hostile = "<img src=x onerror=alert(1)>.ts";

/** Drops files of the disk as a hand would. */
async function drop(page: Page, ...files: readonly string[]): Promise<void> {
  const zone = (await page.getByText("Drop a folder, files or an archive here").boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: zone.x + 5, y: zone.y + 5, data });
  await session.detach();
}

async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe.skipIf(browserPath === undefined)("a batch", () => {
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;
  let folder: string;

  const table = () => page.getByRole("grid", { name: "Files of the batch" });
  const rows = () => table().locator('[role="row"][data-index]');
  const open = async (path: string): Promise<void> => {
    await page.goto(`${served.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  /** A job of many short files, by the API. */
  const createJob = async (files: number, code: (at: number) => string): Promise<string> => {
    const body = {
      files: Array.from({ length: files }, (_, at) => ({ path: `d${at % 7}/file-${at}.py`, code: code(at) })),
    };
    const response = await fetch(`${served.url}/api/v1/batch`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { id: string }).id;
  };
  const isDone = async () => page.getByRole("status").getByText("Done", { exact: true }).waitFor();

  beforeAll(async () => {
    [served, browser, folder] = await Promise.all([serve(), openBrowser(), mkdtemp(join(tmpdir(), "whowrote-batch-"))]);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    watched = watch(context, served.url);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("a dropped zip becomes a table that is filtered, a file that is opened, and a report that stands alone", async () => {
    const names = ["prevalence.ts", "classifier.ts", "calibration.ts", "verdict.ts", "random.ts"];
    const files = await Promise.all(names.map(async (name) => [name, await readFile(join(core, name))] as const));
    const packed = zipSync({
      ...Object.fromEntries(files.map(([name, code]) => [`src/deep/${name}`, new Uint8Array(code)])),
      [`src/${hostile}`]: new Uint8Array(files[0]![1]),
      "node_modules/x/a.js": new TextEncoder().encode("x = 1\n"),
    });
    const zip = join(folder, "code.zip");
    await writeFile(zip, packed);

    await open("/batch");
    await drop(page, zip);
    await page.getByText(/7 files in it/).waitFor();
    await page.getByRole("button", { name: "Judge the archive" }).click();
    await isDone();
    await expect.poll(async () => rows().count()).toBe(7);
    expect(await table().getAttribute("aria-rowcount")).toBe("8");
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await rows().filter({ hasText: hostile }).count()).toBe(1);

    await page.getByText("Skipped 1", { exact: true }).click();
    await expect.poll(async () => rows().count()).toBe(1);
    expect(await rows().first().textContent()).toContain("vendored or build output");
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await page.locator('[role="treeitem"][data-value="/"]').focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    await page.locator('[role="treeitem"][data-value="src/deep"]').waitFor();
    for (const key of ["ArrowDown", "Enter"]) await page.keyboard.press(key);
    await expect.poll(async () => rows().count()).toBe(5);
    await page.getByRole("searchbox", { name: "Part of the path" }).fill("PREVAL");
    await expect.poll(async () => rows().count()).toBe(1);
    expect(new URL(page.url()).search).toBe("?path=PREVAL&folder=src%2Fdeep");

    await rows().first().click();
    const panel = page.getByRole("dialog");
    await panel.getByText("Strongest signals").waitFor();
    await panel.getByRole("tab", { name: "Code" }).click();
    await panel.getByRole("button", { name: "Show the heat map" }).click();
    await panel.locator(".heat-token").nth(8).waitFor();
    expect(await panel.locator(".cm-content").textContent()).toContain("estimatePrevalence");
    await page.keyboard.press("Escape");
    await expect.poll(async () => panel.count()).toBe(0);

    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Report (HTML)" }).click(),
    ]);
    const report = join(folder, "report.html");
    await download.saveAs(report);
    const reader = await browser.newPage();
    await reader.goto(pathToFileURL(report).href);
    expect(await reader.locator("tbody tr").count()).toBe(7);
    expect(await reader.getByRole("rowheader", { name: hostile }).count()).toBe(1);
    expect(await reader.locator("img, script, link").count()).toBe(0);
    await reader.close();

    await page.getByRole("button", { name: "Export" }).click();
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "CSV" }).click(),
    ]);
    await csv.saveAs(join(folder, "results.csv"));
    expect((await readFile(join(folder, "results.csv"), "utf8")).trimEnd().split("\r\n")).toHaveLength(8);
    expect(watched.faults).toEqual([]);
  });

  test("a dropped folder shows what stays here, and why, before anything is sent", async () => {
    const project = join(folder, "project");
    const contents = {
      "src/a.py": "print(1)\n",
      "src/b.py": "\0\0",
      ".git/HEAD": "ref",
      "node_modules/x/i.js": "1",
      "notes.txt": "",
    };
    for (const [path, text] of Object.entries(contents)) {
      await mkdir(dirname(join(project, path)), { recursive: true });
      await writeFile(join(project, path), text);
    }
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await open("/batch");
    await drop(page, project);
    await page.getByRole("button", { name: "Judge 1 file" }).waitFor();
    const reasons = await page.getByRole("table", { name: "4 left out" }).getByRole("row").allTextContents();
    expect(reasons.slice(1).toSorted()).toEqual([
      "binary1src/b.py",
      "empty1notes.txt",
      "git's own folder1.git/",
      "vendored or build output1node_modules/",
    ]);
    expect(sent).toEqual([]);
    await page.getByRole("button", { name: "Judge 1 file" }).click();
    await isDone();
    expect(await rows().allTextContents()).toEqual([expect.stringContaining("src/a.py")]);
  });

  test("loose files tell their language by what is in them, a chosen folder by its names", async () => {
    const text = await readFile(join(core, "prevalence.ts"), "utf8");
    const project = join(folder, "chosen");
    await mkdir(project);
    await Promise.all([writeFile(join(project, "a.txt"), text), writeFile(join(project, "b.ts"), text)]);
    for (const [button, chosen, left] of [
      ["Choose files", [join(project, "a.txt"), join(project, "b.ts")], 2],
      ["Choose a folder", project, 1],
    ] as const) {
      await open("/batch");
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: button }).click(),
      ]);
      await chooser.setFiles(chosen);
      await page.getByRole("button", { name: /^Judge \d files?$/ }).click();
      await isDone();
      await expect.poll(async () => rows().count()).toBe(left);
      expect(await rows().filter({ hasText: "TypeScript" }).count()).toBe(left);
    }
  });

  test("where a proxy holds back the events, the page asks for them", async () => {
    const deaf = await context.newPage();
    await deaf.route("**/events", async (route) => route.abort());
    const id = await createJob(200, (at) => `def f${at}(a, b):\n    return a + b * ${at}\n\n`.repeat(30));
    await deaf.goto(`${served.url}/batch/${id}`);
    await deaf.getByText("200 of 200 files finished").waitFor();
    expect(await deaf.getByText("Done", { exact: true }).isVisible()).toBe(true);
    await deaf.close();
  });

  test("sending can be cancelled, and what was chosen is still there", async () => {
    const slow = await context.newPage();
    await slow.route("**/api/v1/batch", () => undefined);
    await slow.goto(`${served.url}/batch`);
    await drop(slow, join(core, "random.ts"));
    await slow.getByRole("button", { name: "Judge 1 file" }).click();
    await slow.getByRole("button", { name: "Cancel" }).click();
    await slow.getByRole("button", { name: "Judge 1 file" }).waitFor();
    expect(await slow.getByRole("alert").count()).toBe(0);
    await slow.close();
  });

  test("a table of 10,000 files has rows in sight in every frame of a scroll", async () => {
    const id = await createJob(10_000, () => "x = 1\n");
    await open(`/batch/${id}?sort=-path`);
    await expect.poll(async () => table().getAttribute("aria-rowcount"), { timeout: 20_000 }).toBe("10001");
    const frames = await table().evaluate(async (area) => {
      const last = area.scrollHeight - area.clientHeight;
      const blanks: number[] = [];
      const seen = new Set<string>();
      for (let frame = 0; frame <= 60; frame++) {
        // Steps of thousands of pixels, and jumps from one end to the other.
        area.scrollTop = frame % 10 === 9 ? last - area.scrollTop : (last * frame) / 60;
        await new Promise(requestAnimationFrame);
        const { left, top, bottom } = area.getBoundingClientRect();
        for (let y = top + 60; y < Math.min(bottom, innerHeight) - 5; y += 20) {
          const row = document.elementFromPoint(left + 50, y)?.closest("[data-index]");
          if (row) seen.add(row.getAttribute("aria-rowindex")!);
          else blanks.push(frame);
        }
      }
      return { blanks, seen: seen.size };
    });
    expect(frames.blanks).toEqual([]);
    expect(frames.seen).toBeGreaterThan(200);
    expect(await rows().count()).toBeLessThan(60);

    await table().focus();
    await page.keyboard.press("End");
    await expect.poll(async () => rows().last().getAttribute("aria-rowindex")).toBe("10001");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("d0/file-0.py").waitFor();
    expect(new URL(page.url()).searchParams.get("file")).toBe("0");
    await page.keyboard.press("Escape");
    await expect.poll(async () => table().evaluate((area) => area === document.activeElement)).toBe(true);
    await fetch(`${served.url}/api/v1/jobs/${id}/cancel`, { method: "POST" });
  });

  test("a batch that is stopped says so, keeps what it has, and can be deleted", async () => {
    const id = await createJob(3000, (at) => `def f${at}(a, b):\n    return a + b * ${at}\n\n`.repeat(15));
    await open(`/batch/${id}`);
    await page.getByRole("button", { name: /^Stop/ }).click();
    await page.getByText(/^Stopped: what has a verdict keeps it/).waitFor();
    await page.getByText(/Not judged: /).waitFor();
    await page.getByRole("button", { name: /^Delete/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Earlier batches" }).waitFor();
    expect((await fetch(`${served.url}/api/v1/jobs/${id}`)).status).toBe(404);
  });

  test.each(["light", "dark"] as const)(
    "nothing that axe objects to, %s",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const id = await createJob(30, (at) => `x = ${at}\n`);
      await open(`/batch/${id}`);
      await isDone();
      expect(await axeFaults(page)).toEqual([]);
      await table().focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").getByText("Strongest signals").waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await open("/batch");
      await drop(page, join(folder, "project"));
      await page.getByRole("button", { name: "Judge 1 file" }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
    },
    60_000,
  );

  test("it fits a phone of 360 pixels", async () => {
    const id = await createJob(30, (at) => `x = ${at}\n`);
    await page.setViewportSize({ width: 360, height: 700 });
    for (const path of ["/batch", `/batch/${id}`]) {
      await open(path);
      await page.getByRole("table").or(rows()).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("all rows of the filter are printed, not those in sight only", async () => {
    const id = await createJob(300, (at) => `x = ${at}\n`);
    await open(`/batch/${id}?folder=d1`);
    await isDone();
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await page.locator("tbody tr:visible").count()).toBe(43);
    expect(await table().isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
  });
});
