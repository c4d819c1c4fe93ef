import { proseParts, type Prose } from "../prose.ts";
import type { FencedCode } from "./fence.ts";

/** A number that is no part of a name such as sha256 or v2. */
const numberPattern =
  /(?<![\p{L}\p{N}_]\.?)[-−+]?(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?:\s?%|\s?percent\b|\s?per cent\b)?/gu;
const linePattern = /\blines?\s+\d+(?:\s*(?:[-–—,]|to|and|through|or)\s*\d+)*/gi;
/** What measures the code: a number beside one of these words comes from the evidence or from nowhere. */
const measures =
  /\b(?:score|scores|scored|probab\w*|percent\w*|likel\w*|chance|threshold\w*|log-odds|false alarms?|confiden\w*|certain\w*|odds|samples?|verdict|evidence)\b/i;
/** "ninety-nine percent", "seven out of ten": shares that no digits give away. */
const spelledShare =
  /\b[a-z]+(?:-[a-z]+)?\s+per\s?cent\b|\b[a-z]+ (?:out of|in) (?:ten|twenty|a hundred|one hundred|a thousand)\b/gi;

/** The evidence and the code that prose may take numbers from. */
interface NumberSources {
  readonly evidence: readonly string[];
  readonly code: FencedCode;
}

/** The first number of a text that stands neither in the evidence nor, where it says nothing of a measure, in the code. */
export function findStrangeNumber(prose: Prose, { evidence, code }: NumberSources): string | undefined {
  const facts = evidence.join("\n");
  const known = readNumbers(facts).flatMap(({ value, isShare }) => (isShare ? [value, value / 100] : [value]));
  const inCode = new Set(readNumbers(stripFence(code)).map(({ value }) => Math.abs(value)));
  const isFact = (told: ToldNumber): boolean => known.some((fact) => isSame(told, fact));
  for (const part of proseParts)
    for (const sentence of prose[part].split(/(?<=[.!?])\s+|\n+/)) {
      const spelled = sentence.match(spelledShare)?.find((share) => !facts.toLowerCase().includes(share.toLowerCase()));
      if (spelled !== undefined) return spelled;
      const wrongLine = readLines(sentence).find((line) => line < 1 || line > code.allLines);
      if (wrongLine !== undefined) return `${wrongLine} of a line`;
      const isMeasure = measures.test(sentence);
      const strange = readNumbers(sentence.replace(linePattern, "")).find(
        (told) => !isFact(told) && (isMeasure || told.isShare || !inCode.has(Math.abs(told.value))),
      );
      if (strange !== undefined) return strange.text;
    }
  return undefined;
}

interface ToldNumber {
  readonly text: string;
  readonly value: number;
  /** Digits behind the point. */
  readonly digits: number;
  readonly isShare: boolean;
}

function readNumbers(text: string): ToldNumber[] {
  return Array.from(text.matchAll(numberPattern), ([found]) => {
    const bare = found
      .replace(/[^\d.+−-]/g, "")
      .replace("−", "-")
      .replace(/\.$/, "");
    return {
      text: found.trim(),
      value: Number(bare),
      digits: bare.split(".")[1]?.length ?? 0,
      isShare: /%|per/.test(found),
    };
  }).filter(({ value }) => Number.isFinite(value));
}

const readLines = (sentence: string): number[] =>
  (sentence.match(linePattern) ?? []).flatMap((found) => found.match(/\d+/g)!.map(Number));

/** A fact may be told with fewer digits; its sign may be left to the words. */
function isSame({ value, digits }: ToldNumber, fact: number): boolean {
  const step = 10 ** -digits;
  return Math.abs(Math.abs(value) - Math.abs(fact)) <= step / 2 + 1e-9;
}

/** The code without its boundary and numbers of lines. */
const stripFence = ({ text, boundary }: FencedCode): string =>
  text
    .split("\n")
    .map((line) => line.slice(line.indexOf("| ", boundary.length + 1) + 2))
    .join("\n");
