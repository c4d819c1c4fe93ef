import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { languageIds } from "whowrote/language";
import { languages } from "whowrote/language/index";
import { measure } from "whowrote/measurement";
import { openSyntaxParser } from "whowrote/node/grammars";
import { signals } from "whowrote/signal/index";
import { peerModules } from "../../src/server-speed/peer.ts";
import { readPeerTables } from "../../src/server-speed/peer-tables.ts";
import { createTexts, readCode, type CodeText } from "../../src/server-speed/texts.ts";
import { findPython } from "../../src/speed/peer.ts";
import { runTimed } from "../../src/speed/timed-process.ts";

test("the tables hold every language, and trees of the size of the released model's", async () => {
  const { languages: known, sizes, vocabulary } = await readPeerTables();
  expect(Object.keys(known)).toEqual([...languageIds]);
  expect(sizes).toEqual({ stylometry: [300, 31], joiner: [700, 47] });
  for (const words of Object.values(vocabulary)) expect(words.length).toBeGreaterThan(10);
});

const root = fileURLToPath(new URL("../../..", import.meta.url));
const peers = join(root, "bench/peers/server");
/** Python takes seconds to load scikit-learn. */
const timeout = 120_000;
const python = await findPython(process.env["WHOWROTE_PYTHON"], peerModules);
if (python === undefined)
  process.stderr.write(`Skipped: no Python with ${peerModules} to run the peers; WHOWROTE_PYTHON names one.\n`);

describe.skipIf(python === undefined)("the peers in Python", () => {
  let folder = "";
  let tables = "";
  let texts: readonly CodeText[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "whowrote-peer-"));
    tables = join(folder, "tables.json");
    const small = { stylometry: [20, 4], joiner: [30, 5] };
    await writeFile(tables, JSON.stringify({ ...(await readPeerTables()), sizes: small }));
    const all = createTexts(await readCode(root, undefined));
    texts = Array.from({ length: 30 }, (_, at) => all.at(at));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  test("that of the same features measures what core measures", { timeout }, async () => {
    const measured = z
      .array(valuesSchema)
      .parse(parseLines(await run([join(peers, "app.py"), "measure", tables], texts)));
    const parser = await openSyntaxParser();
    let same = 0;
    let all = 0;
    for (const [at, { code, language }] of texts.entries()) {
      const own = measure(await parser.parse(code, languages[language])).signals;
      const byId = new Map(signals.map(({ id }, place) => [id, own[place]!]));
      const values = Object.entries(measured[at]!);
      expect(values.filter(([id]) => !byId.has(id))).toEqual([]);
      all += values.length;
      same += values.filter(([id, value]) => isSame(byId.get(id)!, value)).length;
    }
    expect(all).toBeGreaterThan(200 * texts.length);
    // Some rules are simplified.
    expect(same / all).toBeGreaterThan(0.93);
  });

  test.each(["same-features", "light"])(
    "that of kind %s learns from rows, is kept in a file, and judges",
    { timeout },
    async (id) => {
      const rows = texts.map((text, at) => ({ ...text, label: at % 2 }));
      const model = join(folder, id);
      const [fitted] = parseLines(await run([join(peers, "app.py"), "fit", id, model, tables], rows));
      expect(fitted).toMatchObject({ signals: id === "light" ? 0 : 216 });
      const [judged] = parseLines(await run(["-c", judgeRow, peers, model], rows.slice(0, 1)));
      const { probability, top_tokens } = judgedSchema.parse(judged);
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
      expect(top_tokens).toHaveLength(5);
      expect(rows[0]!.code).toContain(top_tokens[0]!.text);
    },
  );
});

const valuesSchema = z.record(z.string(), z.number().nullable());
const judgedSchema = z.object({ probability: z.number(), top_tokens: z.array(z.object({ text: z.string() })) });
const judgeRow = `
import json, pickle, sys
sys.path.insert(0, sys.argv[1])
with open(sys.argv[2], "rb") as file:
    model = pickle.load(file)
row = json.loads(sys.stdin.readline())
print(json.dumps(model.judge(row["code"], row["language"])))
`;

async function run(args: readonly string[], rows: readonly object[]): Promise<string> {
  const input = rows.map((row) => JSON.stringify(row)).join("\n");
  return (await runTimed(python!, args, { variables: { PYTHONDONTWRITEBYTECODE: "1" }, input })).stdout;
}

const parseLines = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

const isSame = (own: number, peer: number | null): boolean =>
  Number.isNaN(own) ? peer === null : peer !== null && Math.abs(own - peer) <= 1e-4 * Math.max(1, Math.abs(own));
