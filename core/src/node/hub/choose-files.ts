import { matchesGlob } from "node:path";
import { weightFileNames } from "../weights/open-weights.ts";

/** What an encoder needs beside its weights: sizes, tokenizer, pooling; and what says on which terms it is given. */
const needed: ReadonlySet<string> = new Set([
  "config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.json",
  "merges.txt",
  "vocab.txt",
  "modules.json",
  "sentence_bert_config.json",
  "1_Pooling/config.json",
]);
const terms = /^(readme|licen[cs]e|notice|copying)([.-][\w.-]*)?$/i;

/**
 * The files of a repository to pull: those an encoder needs, and the best of its weights, never two kinds of them.
 * @param patterns names or glob patterns to pull instead
 * @throws when the repository holds no such model, or a pattern names nothing
 */
export function chooseFiles(repo: string, files: readonly string[], patterns?: readonly string[]): readonly string[] {
  if (patterns !== undefined) {
    const idle = patterns.find((pattern) => !files.some((file) => matchesGlob(file, pattern)));
    if (idle !== undefined)
      throw new Error(`${repo} holds nothing that --files ${idle} names. It holds ${listOf(files)}.`);
    return files.filter((file) => patterns.some((pattern) => matchesGlob(file, pattern)));
  }
  const weights = chooseWeights(files);
  if (!files.includes("config.json") || weights.length === 0)
    throw new Error(
      `${repo} is no encoder that can be loaded: it needs config.json and one of ${weightFileNames.join(", ")}, and holds ${listOf(files)}.`,
    );
  // The weights come last: what is small tells early when something is wrong.
  return [...files.filter((file) => needed.has(file) || terms.test(file)), ...weights];
}

function chooseWeights(files: readonly string[]): readonly string[] {
  const best = weightFileNames.find((name) => files.includes(name));
  if (best === undefined) return [];
  const index = /^(.*)\.(safetensors|bin)\.index\.json$/.exec(best);
  if (index === null) return [best];
  const shard = new RegExp(`^${index[1]}-\\d+-of-\\d+\\.${index[2]}$`);
  return [best, ...files.filter((file) => shard.test(file))];
}

function listOf(files: readonly string[]): string {
  return files.length > 20 ? `${files.slice(0, 20).join(", ")} and others` : files.join(", ") || "nothing";
}
