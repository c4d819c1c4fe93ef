import { drawInOrder, createRandom } from "whowrote/random";
import { languageIds } from "whowrote/language";
import { identifiedClasses } from "whowrote/language/identify";
import { capPerGroup } from "../dataset/cap-per-group.ts";
import type { Sample } from "../dataset/sample.ts";
import { seededHash } from "../dataset/seeded-hash.ts";
import { createOtherText } from "./other-texts.ts";
import { readRemarks } from "./remarks.ts";

/** One text with its class, an index into {@link identifiedClasses}. */
export interface LabelledText {
  readonly text: string;
  readonly label: number;
  /** In the part that is measured on, not fitted on. */
  readonly isHeldOut: boolean;
}

export interface TextOptions {
  readonly seed: number;
  readonly perLanguage: number;
  readonly perSource: number;
  readonly perGroup: number;
  /** Share of the groups that is held out. */
  readonly heldOut: number;
}

const shortestCrop = 3;
const longestCrop = 40;

/**
 * The texts to learn from: of each language whole rows and a piece of each (as people cut them), and as many texts of
 * no language as of one. Held out by group.
 */
export function chooseTexts(samples: readonly Sample[], options: TextOptions): LabelledText[] {
  const random = createRandom(options.seed);
  const texts: LabelledText[] = [];
  const remarks: string[] = [];
  const capped = capPerGroup(samples, { perGroup: options.perGroup, perTask: options.perGroup }, options.seed);
  for (const [label, language] of languageIds.entries()) {
    const own = capped.filter((sample) => sample.language === language);
    const spread = [...Map.groupBy(own, ({ source }) => source).values()].flatMap((rows) =>
      drawInOrder(rows, options.perSource, random),
    );
    for (const { code, group } of drawInOrder(spread, options.perLanguage, random)) {
      const isHeldOut = seededHash(group, options.seed) < options.heldOut * 2 ** 32;
      texts.push({ text: code, label, isHeldOut }, { text: cropLines(code, random), label, isHeldOut });
      if (!isHeldOut) remarks.push(...drawInOrder(readRemarks(code), 3, random));
    }
  }
  const other = identifiedClasses.indexOf("other");
  for (let made = 0; made < options.perLanguage * 2; made++)
    texts.push({ text: createOtherText(remarks, random), label: other, isHeldOut: random() < options.heldOut });
  return texts;
}

function cropLines(code: string, random: () => number): string {
  const lines = code.split("\n");
  const count = shortestCrop + Math.floor(random() * (longestCrop - shortestCrop));
  const start = Math.floor(random() * Math.max(1, lines.length - count + 1));
  return lines.slice(start, start + count).join("\n");
}
