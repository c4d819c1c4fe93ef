import { z } from "zod";
import type { SpecialTokens } from "../tokenizer.ts";
import type { TokenizerDefinition, TokenNames } from "./definition.ts";

const idByName = z.tuple([z.string(), z.int().nonnegative()]);

const named = z.object({ type: z.enum(["RobertaProcessing", "BertProcessing"]), cls: idByName, sep: idByName });

const template = z.object({
  type: z.literal("TemplateProcessing"),
  single: z.array(
    z.union([z.object({ SpecialToken: z.object({ id: z.string() }) }), z.object({ Sequence: z.unknown() })]),
  ),
});

const sequence = z.object({ type: z.literal("Sequence"), processors: z.array(z.unknown()) });

/** The tokens around the text, as `post_processor` puts them, else as they are named; the others by their names. */
export function findSpecialTokens(
  { post_processor }: Pick<TokenizerDefinition, "post_processor">,
  names: TokenNames,
  ids: ReadonlyMap<string, number>,
): SpecialTokens {
  const find = (...candidates: readonly (string | null | undefined)[]): number | undefined =>
    candidates.map((name) => (name == null ? undefined : ids.get(name))).find((id) => id !== undefined);
  const around = readAround(post_processor, (name) => ids.get(name)) ?? {
    start: find(names.cls_token),
    end: find(names.sep_token),
  };
  const mask = find(names.mask_token, "<mask>", "[MASK]");
  const unknown = find(names.unk_token, "<unk>", "[UNK]");
  return {
    ...(around.start !== undefined && { start: around.start }),
    ...(around.end !== undefined && { end: around.end }),
    // Where a model has no padding of its own, any id does: the mask hides it.
    pad: find(names.pad_token, "<pad>", "[PAD]") ?? around.end ?? 0,
    ...(mask !== undefined && { mask }),
    ...(unknown !== undefined && { unknown }),
  };
}

interface Around {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

function readAround(definition: unknown, idOf: (name: string) => number | undefined): Around | undefined {
  const pair = named.safeParse(definition).data;
  if (pair) return { start: pair.cls[1], end: pair.sep[1] };
  const single = template.safeParse(definition).data?.single;
  if (single) {
    const at = single.findIndex((item) => "Sequence" in item);
    const toIds = (items: typeof single) => items.map((item) => ("SpecialToken" in item ? item.SpecialToken.id : ""));
    const [before, behind] = [toIds(single.slice(0, at)), toIds(single.slice(at + 1))];
    if (before.length > 1 || behind.length > 1)
      throw new Error(
        `tokenizer.json puts ${[...before, "the text", ...behind].join(" ")} together; whowrote reads models with at ` +
          `most one token before and one behind the text. Use another model.`,
      );
    return { start: before.map(idOf)[0], end: behind.map(idOf)[0] };
  }
  const inner = sequence.safeParse(definition).data?.processors ?? [];
  return inner.map((each) => readAround(each, idOf)).find((found) => found !== undefined);
}
