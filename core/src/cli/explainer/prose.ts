import { proseParts, type Prose } from "../../prose.ts";
import { partTitles } from "../../prose/split-parts.ts";
import type { ToldProse } from "../explainer.ts";

export const proseTitle = "In the words of a language model";

/** Where the text comes from, before any of it is read. */
export const proseOrigin = ({ model, host, answers }: ToldProse): string =>
  answers.length > 0 && answers.every((answer) => "dropped" in answer)
    ? `${model} at ${host} was asked, and there is no text of it that can be shown. The verdict needs none.`
    : `Written by ${model} at ${host} from the evidence above. Its numbers and its verdict were checked; it decided nothing, and can be wrong about the code.`;

/** One paragraph of it, under a title where a part begins. */
export interface ProseParagraph {
  readonly title?: string;
  readonly text: string;
}

/** The parts about each detector; of one without, why. */
export function proseParagraphs({ answers }: ToldProse): readonly ProseParagraph[] {
  if (answers.length === 0) return [{ text: "Nothing was asked: no method gave a score." }];
  return answers.flatMap((answer): ProseParagraph[] =>
    "prose" in answer
      ? partsOf(answer.detector, answer.prose)
      : [{ title: titleFor(answer.detector), text: `There is no text: ${answer.dropped}.` }],
  );
}

const titleFor = (detector: string): string => `${detector[0]!.toUpperCase()}${detector.slice(1)}`;

function partsOf(detector: string, prose: Prose): ProseParagraph[] {
  return proseParts.flatMap((part) =>
    prose[part].split(/\n+/).map((text, at): ProseParagraph => ({
      ...(at === 0 && { title: `${titleFor(detector)}: ${partTitles[part].toLowerCase()}` }),
      text,
    })),
  );
}
