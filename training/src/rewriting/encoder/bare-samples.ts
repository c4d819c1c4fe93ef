import { createAnatomy } from "whowrote/anatomy";
import { languages } from "whowrote/language/index";
import type { SyntaxParser } from "whowrote/node/grammars";
import { bareCode } from "whowrote/rewriting/bare-code";
import { capPerGroup } from "../../dataset/cap-per-group.ts";
import type { Sample } from "../../dataset/sample.ts";
import { seededHash } from "../../dataset/seeded-hash.ts";

/** Less says nothing that could be compared. */
const fewestCharacters = 120;
/** As long as what an encoder reads of a text in its first windows. */
const mostCharacters = 8_000;

/**
 * Samples as rewriting compares code: without comments, docstrings, blank lines and header. As many of each language as there
 * are to have, up to an even share of `count`; few of one group and one task.
 */
export async function bareSamples(
  samples: readonly Sample[],
  count: number,
  parser: SyntaxParser,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Sample[]> {
  const chosen = chooseOfLanguages(samples, count);
  const bare: Sample[] = [];
  for (const [at, sample] of chosen.entries()) {
    const code = sample.code.slice(0, 4 * mostCharacters).replaceAll("\r\n", "\n");
    const { text } = bareCode(createAnatomy(await parser.parse(code, languages[sample.language])));
    if (text.length >= fewestCharacters) bare.push({ ...sample, code: text.slice(0, mostCharacters) });
    onProgress(at + 1, chosen.length);
  }
  return bare;
}

function chooseOfLanguages(samples: readonly Sample[], count: number): Sample[] {
  const capped = capPerGroup(samples, { perGroup: 40, perTask: 2 }, 1);
  const byLanguage = [...Map.groupBy(capped, ({ language }) => language).values()];
  const each = Math.ceil(count / Math.max(1, byLanguage.length));
  const byHash = (a: Sample, b: Sample): number => seededHash(a.id, 1) - seededHash(b.id, 1);
  return byLanguage.flatMap((own) => own.toSorted(byHash).slice(0, each));
}
