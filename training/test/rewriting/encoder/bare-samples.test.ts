import { expect, test } from "vitest";
import { openSyntaxParser } from "whowrote/node/grammars";
import type { Sample } from "../../../src/dataset/sample.ts";
import { bareSamples } from "../../../src/rewriting/encoder/bare-samples.ts";

const body =
  "    total = first + second\n    print(total, first, second, 'sum of two numbers')\n    return total * first\n";
const sample = (at: number, language: "python" | "ruby", code: string): Sample => ({
  ...{ id: `${language}${at}`, code, language, label: at % 2 ? "ai" : "human", source: "s", group: `g${at % 3}` },
});
const python = (at: number): Sample => sample(at, "python", `# number ${at}\n\ndef add_${at}(first, second):\n${body}`);

test("an even share of each language, without comments, and nothing too short", async () => {
  const parser = await openSyntaxParser();
  const ruby = sample(0, "ruby", `# what it does\ndef add(first, second)\n${body}end\n`);
  const short = sample(1, "ruby", "puts 1\n");
  const samples = [...Array.from({ length: 9 }, (_, at) => python(at)), ruby, short];
  const seen: string[] = [];
  const bare = await bareSamples(samples, 8, parser, (done, total) => seen.push(`${done}/${total}`));
  parser.close();
  expect(Map.groupBy(bare, ({ language }) => language).get("python")).toHaveLength(4);
  expect(bare.filter(({ language }) => language === "ruby").map(({ id }) => id)).toEqual(["ruby0"]);
  expect(bare.every(({ code }) => !code.includes("#"))).toBe(true);
  expect(seen.at(-1)).toBe("6/6");
});
