import { z } from "zod";
import type { Normalizer } from "../normalizer.ts";
import { createPart, definePart, type Part } from "../part.ts";
import { bertNormalizer } from "./bert.ts";
import { prepend, strip } from "./edges.ts";
import { lowercase } from "./lowercase.ts";
import { precompiled } from "./precompiled.ts";
import { replace, stripAccents } from "./replace.ts";
import { unicodeForms } from "./unicode-form.ts";

const steps = z.object({ normalizers: z.array(z.unknown()) });

const sequence = definePart<Normalizer, typeof steps>("Sequence", steps, ({ normalizers }, createInner) => {
  const inner = normalizers.map(createInner);
  return (source) => inner.reduce((text, normalize) => normalize(text), source);
});

const normalizers: readonly Part<Normalizer>[] = [
  bertNormalizer,
  ...unicodeForms,
  lowercase,
  stripAccents,
  strip,
  prepend,
  replace,
  precompiled,
  sequence,
];

/** @param definition `normalizer` of a tokenizer.json; null leaves the text as it is */
export function createNormalizer(definition: unknown): Normalizer {
  return definition == null ? (source) => source : createPart("normalizer", normalizers, definition);
}
