import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { languageOfPath } from "whowrote/language/by-path";
import type { LanguageId } from "whowrote/language";
import { readBenchRows } from "../bench-rows.ts";

/** Code as a client sends it. */
export interface CodeText {
  readonly language: LanguageId;
  readonly code: string;
}

/** Texts of {@link linesOfText} lines, no two the same, by number. */
export interface Texts {
  readonly count: number;
  /** @throws {RangeError} from `count` on */
  readonly at: (number: number) => CodeText;
}

export const linesOfText = 60;
/** Longer lines are data or minified. */
const longestLine = 400;
const rowsOfSource = 300;
/** A prime that no number of cuts is a multiple of: neighbours in the order come from far apart. */
const stride = 2_147_483_647;

/**
 * Cuts files into texts: at every line a text starts. When all cuts were given they come again with one line left out,
 * another one each time. All that a text holds was written by somebody, and no cache knows it.
 */
export function createTexts(files: readonly CodeText[]): Texts {
  const cut = files.map(({ language, code }) => ({ language, lines: code.split("\n") })).filter(isCuttable);
  const ends: number[] = [];
  for (const { lines } of cut) ends.push((ends.at(-1) ?? 0) + lines.length - linesOfText);
  const cuts = ends.at(-1) ?? 0;
  if (cuts === 0) throw new Error(`No file has more than ${linesOfText} lines. Name a folder of code with --data.`);
  const count = cuts * linesOfText;
  return {
    count,
    at: (number) => {
      if (!(number >= 0 && number < count))
        throw new RangeError(
          `There are ${count} texts, and number ${number} was asked for. Give more code with --data.`,
        );
      const place = Number((BigInt(number % cuts) * BigInt(stride)) % BigInt(cuts));
      const file = firstAbove(ends, place);
      const { language, lines } = cut[file]!;
      const start = place - (ends[file - 1] ?? 0);
      const left = linesOfText - Math.floor(number / cuts);
      const code = lines.slice(start, start + linesOfText + 1).toSpliced(left, 1);
      return { language, code: code.join("\n") };
    },
  };
}

const isCuttable = ({ lines }: { readonly lines: readonly string[] }): boolean =>
  lines.length > linesOfText && lines.every((line) => line.length <= longestLine && isStorable(line));

/** The API refuses other text. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/** The first place whose number is above `value`, in ascending numbers. */
function firstAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The code of this project, and of a folder of data where one is named: 300 rows of each source. */
export async function readCode(root: string, data: string | undefined): Promise<readonly CodeText[]> {
  const paths = globSync("{core,training,server,bench,house}/**/*", {
    cwd: root,
    exclude: (path) => path.endsWith("node_modules"),
  });
  const own = paths
    .toSorted()
    .map((path) => ({ path, language: languageOfPath(path) }))
    .filter((file): file is { path: string; language: LanguageId } => file.language !== undefined)
    .map(async ({ path, language }) => ({ language, code: await readFile(join(root, path), "utf8") }));
  const rows = data === undefined ? [] : await readBenchRows(data, rowsOfSource);
  return [...(await Promise.all(own)), ...rows.map(({ language, code }) => ({ language, code }))];
}
