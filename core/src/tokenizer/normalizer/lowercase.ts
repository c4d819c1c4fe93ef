import { z } from "zod";
import { replaceAligned } from "../aligned-text.ts";
import type { Normalizer } from "../normalizer.ts";
import { definePart } from "../part.ts";

/** Sign by sign: a final sigma is a sigma like any other, as in the reference. */
export const toLowerCase: Normalizer = (source) =>
  replaceAligned(source, /[A-Z]+|[^\0-\x7f]/gu, (found) => found.toLowerCase());

export const lowercase = definePart<Normalizer, z.ZodObject>("Lowercase", z.object({}), () => toLowerCase);
