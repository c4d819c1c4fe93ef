import { createAnatomy } from "whowrote/anatomy";
import { languages } from "whowrote/language/index";
import type { SyntaxParser } from "whowrote/node/grammars";
import type { Sample } from "@whowrote/training/dataset/sample";

/**
 * The first `count` lines of the code proper, behind licence and import lines, which detectors leave out.
 * Undefined when there are fewer.
 */
export async function truncate(sample: Sample, count: number, parser: SyntaxParser): Promise<Sample | undefined> {
  const anatomy = createAnatomy(await parser.parse(sample.code, languages[sample.language], sample.path));
  const first = anatomy.lines[0];
  const last = anatomy.lines[count - 1];
  if (first === undefined || last === undefined) return undefined;
  return { ...sample, id: `${sample.id}#${count}`, code: `${sample.code.slice(first.start, last.end)}\n` };
}
