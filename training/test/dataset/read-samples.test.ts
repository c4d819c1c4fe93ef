import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseColumnMap, parseLabelMap } from "../../src/dataset/column-map.ts";
import { parseLanguageName } from "../../src/dataset/language-name.ts";
import { readSamples, type ReadOptions } from "../../src/dataset/read-samples.ts";
import type { RowProblem } from "../../src/dataset/row-problem.ts";
import type { Sample } from "../../src/dataset/sample.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "whowrote-dataset-"));
});

afterAll(async () => rm(folder, { recursive: true }));

async function read(name: string, content: string | Buffer, options: ReadOptions = {}) {
  const path = join(folder, name);
  await writeFile(path, content);
  return readPath(path, options);
}

async function readPath(path: string, options: ReadOptions = {}) {
  const samples: Sample[] = [];
  const problems: RowProblem[] = [];
  for await (const sample of readSamples(path, { onProblem: (problem) => problems.push(problem), ...options }))
    samples.push(sample);
  return { samples, problems };
}

const line = (values: Record<string, unknown>): string => `${JSON.stringify(values)}\n`;
const row = { id: "a", code: "x = 1", language: "python", label: "ai", source: "s", group: "g" };

describe("JSONL", () => {
  test("gives every field of our own datasets", async () => {
    const all = {
      ...row,
      task: "t",
      repo: "r",
      path: "p.py",
      test: true,
      mentions_ai: false,
      policy_since: "2024-01-01",
      other: 1,
    };
    const { samples } = await read("all.jsonl", line(all));
    const own = { isTest: true, mentionsAi: false, policySince: "2024-01-01" };
    expect(samples).toEqual([{ ...row, task: "t", repo: "r", path: "p.py", ...own }]);
  });

  test("is read the same packed, with CRLF, with a byte order mark, with blank lines and without a last line end", async () => {
    const plain = line(row) + line({ ...row, id: "b", code: "ä\u2028ö" });
    const wanted = (await read("plain.jsonl", plain)).samples;
    expect(wanted.map(({ code }) => code)).toEqual(["x = 1", "ä\u2028ö"]);
    expect((await read("packed.jsonl.gz", gzipSync(plain))).samples).toEqual(wanted);
    expect((await read("crlf.jsonl", `\uFEFF${plain.replaceAll("\n", "\r\n")}`)).samples).toEqual(wanted);
    expect((await read("blank.jsonl", `\n${plain.trimEnd()}`)).samples).toEqual(wanted);
  });

  test("a line that is longer than a chunk of the file stays whole", async () => {
    const code = "é".repeat(300_000);
    expect((await read("long.jsonl", line({ ...row, code }) + line(row))).samples.map((sample) => sample.code)).toEqual(
      [code, "x = 1"],
    );
  });

  test("rows that are no samples are reported with their line, and the others are read", async () => {
    const lines = [
      line(row),
      "{broken\n",
      line({ ...row, code: "  \n" }),
      line({ ...row, label: "robot" }),
      line({ ...row, language: "COBOL" }),
      line({ ...row, code: 7 }),
      "[1]\n",
      line({ id: "x", language: "python", label: "ai" }),
    ];
    const { samples, problems } = await read(
      "bad.jsonl",
      Buffer.concat([Buffer.from(lines.join("")), Buffer.from([0x22, 0xff, 10])]),
    );
    expect(samples.length).toBe(1);
    expect(problems.map((problem) => [problem.row, problem.kind, problem.value])).toEqual([
      [2, "unreadable", '"{broken"'],
      [3, "empty", '"  \\n"'],
      [4, "unknown label", '"robot"'],
      [5, "unknown language", '"COBOL"'],
      [6, "wrong type", '"7"'],
      [7, "unreadable", '"[1]"'],
      [8, "missing", undefined],
      [9, "unreadable", '"\\"ÿ"'],
    ]);
    expect(problems.every(({ file, remedy }) => file === join(folder, "bad.jsonl") && remedy.length > 0)).toBe(true);
    expect(problems[2]!.remedy).toContain("--labels robot=human");
  });

  test("a bad row ends the reading when nobody hears of it, with file, row, value and remedy", async () => {
    const path = join(folder, "strict.jsonl");
    await writeFile(path, line(row) + line({ ...row, label: "1" }));
    const samples = (async () => {
      for await (const _ of readSamples(path));
    })();
    await expect(samples).rejects.toThrow(
      /strict\.jsonl, row 2: the label "1" is none of human, ai, hybrid\. .*--labels 1=human/,
    );
  });

  test("data that is not whole is refused by name", async () => {
    const packed = gzipSync(line(row).repeat(100));
    await expect(read("cut.jsonl.gz", packed.subarray(0, packed.length - 20))).rejects.toThrow(
      /cut\.jsonl\.gz is not whole gzip data/,
    );
  });
});

describe("CSV", () => {
  test("takes values with line ends, quotes and commas", async () => {
    const text = 'id,code,language,label\n1,"a = ""x, y""\nb",py,AI\n';
    const { samples } = await read("quotes.csv", text);
    expect(samples).toEqual([
      { id: "1", code: 'a = "x, y"\nb', language: "python", label: "ai", source: "quotes", group: "1" },
    ]);
  });

  test("a record with too few values is reported with its row, the header being row 1", async () => {
    const { samples, problems } = await read("short.csv", "code,language,label\nx,py,ai\ny,py\nz,py,human\n");
    expect(samples.map(({ code }) => code)).toEqual(["x", "z"]);
    expect(problems).toMatchObject([
      { row: 3, kind: "unreadable", message: "2 values where the header names 3 columns." },
    ]);
  });

  test("tabs part the values of a .tsv file", async () => {
    expect((await read("tabs.tsv.gz", gzipSync("code\tlanguage\tlabel\na, b\tgo\thuman\n"))).samples[0]!.code).toBe(
      "a, b",
    );
  });

  test("a quote that is never closed ends the reading, with the row and the remedy", async () => {
    await expect(read("open.csv", 'code,language,label\nx,py,ai\n"y,py,ai\n')).rejects.toThrow(
      /open\.csv cannot be read as CSV after row 2/,
    );
  });
});

describe("a column map", () => {
  test("names the columns of a foreign dataset, and its label values", async () => {
    const columns = parseColumnMap("code=content, label=target");
    const labels = parseLabelMap("1=ai,0=human");
    const text = "content,language,target\nx,Python3,1\ny,C++,0\nz,java,1.0\n";
    const { samples } = await read("foreign.csv", text, { columns, labels });
    expect(samples.map(({ code, language, label }) => [code, language, label])).toEqual([
      ["x", "python", "ai"],
      ["y", "cpp", "human"],
      ["z", "java", "ai"],
    ]);
  });

  test("without it the message says which columns there are", async () => {
    const { problems } = await read("unmapped.csv", "content,target\nx,1\n");
    expect(problems[0]!.remedy).toBe("Say with --map code=<column> where it stands; the columns are content, target.");
  });

  test("language and label can be the same for all rows", async () => {
    const { samples } = await read("bare.csv", "code\nx\n", { language: "rust", label: "human" });
    expect(samples).toMatchObject([{ language: "rust", label: "human", id: "bare:2" }]);
  });

  test("a wrong map is refused with what is right", () => {
    expect(() => parseColumnMap("text=content")).toThrow(/no field "text"; the fields are id, code/);
    expect(() => parseColumnMap("code")).toThrow(/"code" is not a pair/);
    expect(() => parseLabelMap("1=robot")).toThrow(/"robot" is no label; write 1=human, 1=ai or 1=hybrid/);
  });

  test("rows without a group are kept together by repository, else by task", async () => {
    const { group: _, ...alone } = row;
    const { samples } = await read(
      "groups.jsonl",
      line({ ...alone, repo: "r", task: "t" }) + line({ ...alone, task: "t" }) + line(alone),
    );
    expect(samples.map(({ group }) => group)).toEqual(["r", "t", "a"]);
  });
});

describe("Parquet", () => {
  const path = join(import.meta.dirname, "fixtures/content-language-target.parquet");

  test("gives the rows of all row groups with big integers as labels", async () => {
    const columns = parseColumnMap("code=content,label=target");
    const { samples, problems } = await readPath(path, { columns, labels: parseLabelMap("1=ai,0=human") });
    expect(samples.map(({ code, language, label }) => [code, language, label])).toEqual([
      ["print(1)\n", "python", "ai"],
      ["int main() {}\n", "cpp", "human"],
    ]);
    expect(problems).toMatchObject([{ row: 3, kind: "missing", column: "target" }]);
  });

  test("a file of another kind is refused by name", async () => {
    await expect(read("text.parquet", "not parquet, and long enough")).rejects.toThrow(
      /text\.parquet is no Parquet file/,
    );
  });
});

describe("a folder", () => {
  test("is read with its folders in the order of names, and what is no dataset is passed over", async () => {
    const inner = join(folder, "tree");
    await mkdir(join(inner, "b"), { recursive: true });
    await writeFile(join(inner, "b", "1.csv"), "id,code,language,label\nfirst,x,go,ai\n");
    await writeFile(join(inner, "c.jsonl"), line({ ...row, id: "second" }));
    await writeFile(join(inner, "README.md"), "# none");
    expect((await readPath(inner)).samples.map(({ id }) => id)).toEqual(["first", "second"]);
  });

  test("without a dataset, like a path that is not there, is an error that says what can be read", async () => {
    const empty = join(folder, "empty");
    await mkdir(empty);
    await expect(readPath(empty)).rejects.toThrow(/no dataset file in .*\.jsonl, \.jsonl\.gz/);
    await expect(readPath(join(folder, "nowhere"))).rejects.toThrow(/There is no dataset at .*nowhere/);
    await writeFile(join(folder, "a.xlsx"), "");
    await expect(readPath(join(folder, "a.xlsx"))).rejects.toThrow(/must end in one of \.jsonl/);
  });
});

test.each([
  ["C++", "cpp"],
  ["Python3", "python"],
  ["Python 3.10", "python"],
  ["GNU C++17 (64)", "cpp"],
  ["GNU C11", "c"],
  ["PyPy 3", "python"],
  ["Java 8", "java"],
  ["C#", "csharp"],
  ["Golang", "go"],
  ["TSX", "typescript"],
  ["C", "c"],
  ["constructor", undefined],
  ["Objective-C", undefined],
])("the language name %j is read as %j", (name, id) => {
  expect(parseLanguageName(name)).toBe(id);
});
