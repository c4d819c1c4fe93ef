import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeReport } from "../src/report.ts";

test("a report is written as Markdown and as JSON in which undefined numbers are null", async () => {
  const folder = await mkdtemp(join(tmpdir(), "whowrote-report-"));
  const area = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const section = { id: "P2", title: "P2: title", tables: [{ caption: "Quality", rows: [{ n: 3, AUROC: area }] }] };
  await writeReport(
    { title: "Report", command: "npm run it", facts: { rows: "3" }, sections: [section] },
    join(folder, "new"),
    "detection",
  );
  expect(await readFile(join(folder, "new/detection.md"), "utf8")).toBe(
    "# Report\n\n`npm run it`\n\n- rows: 3\n\n## P2: title\n\n### Quality\n\n| n | AUROC |\n| ---: | ---: |\n| 3 | – |\n",
  );
  const json = JSON.parse(await readFile(join(folder, "new/detection.json"), "utf8")) as { sections: unknown[] };
  expect(json.sections[0]).toMatchObject({ tables: [{ rows: [{ n: 3, AUROC: { value: null } }] }] });
  await rm(folder, { recursive: true });
});
