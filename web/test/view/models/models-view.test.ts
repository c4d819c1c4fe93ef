import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, openBrowser } from "../../browser.ts";
import { findViolations } from "../../find-violations.ts";
import { serve, type Served } from "../../serve.ts";
import { eventually } from "../../eventually.ts";
import { watch, type Watch } from "../../watch.ts";

const released = resolve(import.meta.dirname, "../../../../models");

const example = resolve(released, "../examples/plain/tailer.py");

/** The released quick checkpoint, and the same once more under another version. */
function createModels(): string {
  const folder = mkdtempSync(join(tmpdir(), "whowrote-page-models-"));
  for (const name of ["quick", "language-identifier"])
    cpSync(join(released, name), join(folder, name), { recursive: true });
  cpSync(join(released, "quick"), join(folder, "next"), { recursive: true });
  const file = join(folder, "next", "checkpoint.json");
  const checkpoint = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...checkpoint, version: "0.2.0" }));
  return folder;
}

interface Metric {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly humans: number;
}

describe.skipIf(browserPath === undefined)("the models", { timeout: 120_000 }, () => {
  const models = createModels();
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watched: Watch;

  const ask = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${served.url}/api/v1${path}`, {
      ...(body !== undefined && {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    expect([path, answer.ok]).toEqual([path, true]);
    return (await answer.json()) as Record<string, unknown>;
  };
  const go = async (path: string): Promise<void> => {
    await page.goto(`${served.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  const shares = async (): Promise<string> =>
    (await page.getByRole("region", { name: "Who answers now" }).getByRole("list").textContent()) ?? "";
  const cells = async (table: string, name: string): Promise<string[]> => {
    const header = page.getByRole("rowheader", { name, exact: true });
    const row = page.getByRole("table", { name: table }).getByRole("row").filter({ has: header });
    await row.waitFor();
    return row.getByRole("cell").allTextContents();
  };

  beforeAll(async () => {
    const environment = { WHOWROTE_MODELS: models, WHOWROTE_STATS_SECONDS: "0" };
    [served, browser] = await Promise.all([serve({ environment }), openBrowser()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    watched = watch(context, served.url);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(models, { recursive: true, force: true });
  });

  test("the released version answers everything, and its card leads to its own page", async () => {
    await go("/models");
    await eventually(shares).toMatch(/quick@0\.1\.0\s*100\s%/);
    const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "quick@0.1.0" }) });
    await card.getByText("AI files found, at 1 % false alarms: 77 % (75 % to 80 %)").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await card.getByRole("link", { name: "quick@0.1.0" }).click();
    await eventually(async () => page.getByRole("heading", { level: 1 }).textContent()).toBe("quick@0.1.0");
    await page.getByRole("link", { name: "All versions" }).waitFor();
  });

  test("its measured figures are those of the API, each with interval and number of samples", async () => {
    const { quality, checkpoint } = await ask("/models/quick@0.1.0");
    const { metrics, calibration } = checkpoint as { metrics: Record<string, Metric>; calibration: unknown[] };
    await go("/models/quick@0.1.0");
    const auroc = metrics["files: AUROC"]!;
    expect(await cells("The whole model", "Files: ranking (AUROC)")).toEqual([
      auroc.value.toFixed(3),
      `${auroc.low.toFixed(3)} to ${auroc.high.toFixed(3)}`,
      auroc.humans.toLocaleString("en"),
      "21,138",
    ]);
    expect(await cells("The whole model", "Functions: AI code found at 1 % false alarms")).toContain(
      "42 % to 50 %".replaceAll(" %", "\u00a0%"),
    );
    expect((await cells("The whole model", "Exercises: ranking (AUROC)"))[0]).toContain("little better than guessing");

    const { false_alarms: alarms } = quality as {
      false_alarms: { language: string; false_positive_rate: number; false_alarms: Metric; humans: number }[];
    };
    const ofOnePercent = alarms.filter((row) => row.false_positive_rate === 0.01);
    const table = page.getByRole("table", { name: "False alarms by language" });
    const languages = await table.getByRole("rowheader").allTextContents();
    expect(languages).toHaveLength(ofOnePercent.length);
    const worst = ofOnePercent.toSorted((a, b) => b.false_alarms.high - a.false_alarms.high)[0]!;
    expect(languages[0]!.toLowerCase()).toBe(worst.language);
    expect(await cells("False alarms by language", languages[0]!)).toContain(worst.humans.toLocaleString("en"));
    await page.getByRole("button", { name: `Show ${calibration.length} rows` }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test("the reliability plot says in words what it shows, and is a table on demand, for each language", async () => {
    await go("/models/quick@0.1.0?bins=python");
    const section = page.getByRole("region", { name: "Is the probability right?" }).first();
    await section
      .getByRole("img", { name: /^Mean probability given, against the share by an AI/ })
      .locator("svg")
      .first()
      .waitFor();
    expect(await section.getByRole("combobox", { name: "Language" }).inputValue()).toBe("Python");
    await section.getByRole("button", { name: "Show as table" }).click();
    const { quality } = await ask("/models/quick@0.1.0");
    const { reliability } = quality as { reliability: { language?: string; bins: { predicted: number | null }[] }[] };
    const bins = reliability.find(({ language }) => language === "python")!.bins;
    expect(await section.getByRole("table").getByRole("rowheader").count()).toBe(bins.length);
  });

  test("the model card is shown as headings, lists and tables, at an address of its own", async () => {
    await go("/models/quick@0.1.0?show=card");
    await page.getByRole("heading", { name: "Limits" }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "A verdict is evidence, not proof." }).waitFor();
    await page.getByRole("cell", { name: "0.974 to 0.982" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test("a second version gets its share of the traffic, which is asked back first, and gives it back", async () => {
    await go("/models");
    await page.getByRole("textbox", { name: "Percent for quick@0.1.0" }).fill("70");
    await page.getByText("Sum: 70 %. It must be 100 %.").waitFor();
    expect(await page.getByRole("button", { name: "Share out so" }).isEnabled()).toBe(false);
    await page.getByRole("textbox", { name: "Percent for quick@0.2.0" }).fill("30");
    await page.getByRole("button", { name: "Share out so" }).click();
    const dialog = page.getByRole("dialog", { name: "Change who answers?" });
    await dialog.getByText("quick@0.1.0: 70 %, quick@0.2.0: 30 %").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Share out so" }).click();
    await eventually(shares).toMatch(/quick@0\.1\.0\s*70\s%\s*quick@0\.2\.0\s*30\s%/);

    await page.getByRole("button", { name: "Promote quick@0.2.0" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Promote" }).click();
    await eventually(shares).toMatch(/^\s*quick@0\.2\.0\s*100\s%\s*$/);
    await page.getByRole("button", { name: "Roll back" }).click();
    await page.getByRole("dialog").getByText("quick@0.1.0: 70 %, quick@0.2.0: 30 %").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
    await eventually(shares).toMatch(/quick@0\.1\.0\s*70\s%\s*quick@0\.2\.0\s*30\s%/);
    await eventually(async () => page.getByRole("table", { name: "Changes" }).getByRole("rowheader").count()).toBe(4);
  });

  test("a running experiment shows what its versions answered and how they compare, and can be ended", async () => {
    const arms = [
      { version: "quick@0.1.0", weight: 0.5 },
      { version: "quick@0.2.0", weight: 0.5 },
    ];
    const { id } = await ask("/experiments", { name: "retrained", note: "calmer?", arms });
    await ask(`/experiments/${String(id)}/start`, {});
    await go("/models");
    const experiment = page.getByRole("article", { name: "retrained" });
    await experiment.getByText("Running").waitFor();
    await experiment
      .getByText(/Too few to compare: 0 requests/)
      .first()
      .waitFor();
    expect(await experiment.getByRole("rowheader").allTextContents()).toEqual(["quick@0.1.0", "quick@0.2.0"]);
    await experiment.getByRole("button", { name: "End the experiment retrained" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
    await experiment.getByText("Ended").waitFor();
    await eventually(shares).toMatch(/quick@0\.1\.0\s*70\s%/);
  });

  test("what it answered is counted with intervals, charted by day, and compared with its training", async () => {
    await ask("/predict", { code: readFileSync(example, "utf8"), path: "tailer.py" });
    const { models: all } = (await ask("/models")) as { models: { id: string }[] };
    const { model_version: version } = ((await ask("/predictions")) as { predictions: { model_version: string }[] })
      .predictions[0]!;
    expect(all.map(({ id }) => id)).toContain(version);
    await go(`/models/${version}?show=traffic&days=7`);
    await page.getByText("100 % (21 % to 100 %), 1 of 1").waitFor();
    const volume = page.getByRole("region", { name: "Requests and verdicts by day" }).first();
    await volume
      .getByRole("img", { name: /^1 requests in 7 days/ })
      .locator("svg")
      .first()
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await volume.getByRole("button", { name: "Show as table" }).click();
    expect(await volume.getByRole("table").getByRole("rowheader").count()).toBe(1);

    await page.getByRole("tab", { name: "Drift" }).click();
    await page
      .getByText(/Too few to say: 1, and at least 200 are needed\./)
      .first()
      .waitFor();
    expect(page.url()).toContain("show=drift");
    expect(await findViolations(page)).toEqual([]);
  });

  test("a key without admin may look and change nothing", async () => {
    const { key } = await ask("/keys", { name: "a reader", scopes: ["read"] });
    await page.evaluate((kept) => sessionStorage.setItem("whowrote-key", String(kept)), key);
    await go("/models");
    await eventually(shares).toMatch(/quick@0\.1\.0/);
    await page.getByRole("table", { name: "Changes" }).waitFor();
    expect(await page.getByRole("button", { name: /^(Promote|Roll back|Share out)/ }).count()).toBe(0);
    expect(await page.getByRole("heading", { name: "Experiments" }).count()).toBe(0);
    await page.evaluate(() => sessionStorage.clear());
  });

  test("a version that does not exist is said to be missing", async () => {
    await go("/models/no-such@9");
    await eventually(async () => page.getByRole("alert").textContent()).toContain(
      "There is no model version with this id.",
    );
  });

  test("no view of a version scrolls sideways on a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [
      "/models",
      ...["quality", "traffic", "drift", "card"].map((tab) => `/models/quick@0.1.0?show=${tab}`),
    ]) {
      await go(path);
      await eventually(async () => page.getByRole("status", { name: "Loading" }).count()).toBe(0);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 360]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("nothing in it breaks the page's policy, fails in its script, or asks anything of another origin", () => {
    expect(watched.faults.filter((fault) => !fault.includes("status of 404"))).toEqual([]);
  });
});
