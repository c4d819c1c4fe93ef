import type { FinishReason } from "../llm/chat.ts";
import { declines } from "../llm/declines.ts";
import type { Verdict } from "../verdict.ts";
import { proseParts, type Prose } from "../prose.ts";
import { findWrongClaim } from "./claims.ts";
import { findStrangeNumber } from "./numbers.ts";
import { wordLimit, type ProsePrompt } from "./prompt.ts";
import { repeats } from "./repeats.ts";
import { partTitles, splitParts } from "./split-parts.ts";

const fewestWords = 10;
/** Where a link or a picture leads, the author of the code may have chosen. What looks like a tag may be a type: `List<Item>`. */
const markup = /\bhttps?:|\bwww\.|!\[|\]\((?:\w+:|\/|\.)|```|\|\s*-{3}/i;

/** An answer that keeps to the rules, or what is wrong with it in words. */
export type CheckedAnswer = { readonly prose: Prose } | { readonly problem: string };

/** Checks what a model wrote against what it was told. */
export function checkAnswer(
  answer: { readonly text: string; readonly finishReason: FinishReason },
  prompt: ProsePrompt,
  verdict: Verdict,
): CheckedAnswer {
  const problem = (text: string): CheckedAnswer => ({ problem: text });
  if (answer.finishReason === "content-filter") return problem("the provider withheld it");
  if (answer.finishReason === "length") return problem("it was cut off at the most tokens");
  const { parts, before, verdict: told } = splitParts(plain(answer.text));
  if (declines(before) || declines(answer.text)) return problem("it is a refusal");
  const missing = proseParts.filter((part) => countWords(parts[part] ?? "") < fewestWords);
  if (missing.length > 0)
    return problem(`it lacks ${missing.map((part) => `the part "${partTitles[part]}"`).join(" and ")}`);
  const prose = parts as Prose;
  const repeated = proseParts.find((part) => repeats(prose[part], prompt.instructions));
  if (repeated !== undefined) return problem(`the part "${partTitles[repeated]}" repeats the question`);
  const whole = proseParts.map((part) => prose[part]).join("\n");
  const words = countWords(whole);
  if (words >= wordLimit) return problem(`it has ${words} words and may have fewer than ${wordLimit}`);
  if (told === undefined) return problem("it does not end with the given verdict");
  if (told !== verdict) return problem(`it names another verdict than ${verdict}`);
  if (whole.includes(prompt.code.boundary)) return problem("it repeats the marks of the data");
  if (markup.test(whole)) return problem("it holds a link, a table or markup");
  const claim = findWrongClaim(whole, verdict);
  if (claim !== undefined) return problem(claim);
  const number = findStrangeNumber(prose, prompt);
  return number === undefined ? { prose } : problem(`the number ${number} is not in the evidence`);
}

/** One way to write each character, so that no digit or word is told in another: full-width digits, invisible marks. */
const plain = (text: string): string => text.normalize("NFKC").replace(/\p{Cf}/gu, "");

const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
