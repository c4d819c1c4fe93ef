/** Which id each token has. */
export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
  /** The highest id plus one. */
  readonly size: number;
  /** Ids of the special tokens. Text never becomes one of them, except for the unknown. */
  readonly control: ReadonlySet<number>;
}

/**
 * @param tokens in any order; a token may be given twice with the same id
 * @throws when an id is no whole number, two tokens share one, or the ids have a hole: a token there would be lost
 */
export function createVocabulary(tokens: Iterable<readonly [string, number]>, control: Iterable<string>): Vocabulary {
  const ids = new Map<string, number>();
  const tokenOf: string[] = [];
  for (const [token, id] of tokens) {
    if (!Number.isInteger(id) || id < 0 || id > mostTokens)
      throw new Error(`The token ${show(token)} has the id ${String(id)}; ids go from 0 to ${mostTokens}. ${remedy}`);
    const other = tokenOf[id];
    if (other !== undefined && other !== token)
      throw new Error(`The tokens ${show(other)} and ${show(token)} share the id ${id}. ${remedy}`);
    const before = ids.get(token);
    if (before !== undefined && before !== id)
      throw new Error(`The token ${show(token)} has two ids, ${before} and ${id}. ${remedy}`);
    ids.set(token, id);
    tokenOf[id] = token;
  }
  if (ids.size === 0) throw new Error(`The tokenizer's vocabulary is empty. ${remedy}`);
  const hole = tokenOf.findIndex((token) => token === undefined);
  if (hole >= 0)
    throw new Error(`The vocabulary has ids up to ${tokenOf.length - 1}, but no token with the id ${hole}. ${remedy}`);
  return {
    ids,
    size: tokenOf.length,
    control: new Set([...control].map((token) => ids.get(token)).filter((id) => id !== undefined)),
  };
}

/** Ten times the largest vocabulary of an encoder. */
const mostTokens = 2 ** 22 - 1;

const remedy = "The tokenizer files are damaged or mixed up: fetch them again.";

const show = (token: string): string => JSON.stringify(token.slice(0, 40));
