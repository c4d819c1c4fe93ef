import type { Resemblance } from "whowrote/similarity";
import { cosine } from "whowrote/similarity/cosine";
import { LanguageUnknownError, UnjudgeableError, type Likeness } from "../inference.ts";

/**
 * Joins what two texts share of their structure with what an encoder makes of them.
 * @param vectors of the two texts; undefined where no encoder is installed
 * @throws what `compared` throws, where there is no encoder to fall back on
 */
export async function joinLikeness(
  compared: Promise<Resemblance>,
  vectors: Promise<readonly Float32Array[]> | undefined,
): Promise<Likeness> {
  const [structure, pair] = await Promise.all([
    vectors === undefined ? compared : compared.catch(undefinedWhereIncomparable),
    vectors,
  ]);
  const meaning = pair && cosine(pair[0]!, pair[1]!);
  if (structure === undefined) return { similarity: Math.max(0, meaning!), basis: "embedding", cosine: meaning! };
  return {
    similarity: structure.similarity,
    basis: "structure",
    structure,
    ...(meaning !== undefined && { cosine: meaning }),
  };
}

/** Of another language, of none that is known, or too short: an encoder reads it all the same. */
function undefinedWhereIncomparable(error: unknown): undefined {
  if (error instanceof UnjudgeableError || error instanceof LanguageUnknownError) return undefined;
  throw error;
}
