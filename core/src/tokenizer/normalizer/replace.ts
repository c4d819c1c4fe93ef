import { z } from "zod";
import { replaceAligned } from "../aligned-text.ts";
import type { Normalizer } from "../normalizer.ts";
import { definePart } from "../part.ts";
import { compilePattern, patternSchema } from "../pattern.ts";

const options = z.object({ pattern: patternSchema, content: z.string() });

export const replace = definePart<Normalizer, typeof options>("Replace", options, (given) => {
  const pattern = compilePattern(given.pattern);
  return (source) => replaceAligned(source, pattern, () => given.content);
});

export const stripAccents = definePart<Normalizer, z.ZodObject>(
  "StripAccents",
  z.object({}),
  () => (source) => replaceAligned(source, /\p{M}/gu, () => ""),
);
