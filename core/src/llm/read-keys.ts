import { firstShared, isInRange, parseKeyRange, rangeToText, type KeyRange } from "./key-range.ts";
import { keyUses, type KeyUse } from "./key-use.ts";
import { providers } from "./provider.ts";
import type { Variables } from "./read-settings.ts";
import { SecretKey } from "./secret-key.ts";
import { keyListVariable, type LlmSettings } from "./settings.ts";

/** A key with its name and what it may be used for. */
export interface NamedKey {
  /** Where it was found: GROQ_API_KEY_7, "line 3 of keys.txt". */
  readonly name: string;
  /** Undefined where none is needed. */
  readonly key: SecretKey | undefined;
  readonly uses: ReadonlySet<KeyUse>;
}

export interface FoundKeys {
  readonly keys: readonly NamedKey[];
  /** What the operator should know, a sentence each. */
  readonly notices: readonly string[];
}

interface Candidate {
  readonly name: string;
  readonly text: string;
  readonly uses: ReadonlySet<KeyUse>;
}

const everyUse: ReadonlySet<KeyUse> = new Set(keyUses);
const standardRanges = { rewriting: parseKeyRange("1-20")!, explaining: parseKeyRange("21-33")! };

/**
 * Finds the keys: the lines of a file, else the list WHOWROTE_LLM_KEYS, else the provider's own variable and its numbered
 * ones. Keys of a list serve every use unless ranges are set; numbered ones always have ranges. Generating samples, which an
 * operator starts, may use them all.
 * @param fileText content of the file that the settings name
 * @throws {Error} when a key cannot be one; its value is not repeated
 */
export function readKeys(settings: LlmSettings, variables: Variables, fileText: string | undefined): FoundKeys {
  const provider = providers[settings.provider];
  const candidates =
    listedKeys(settings, variables, fileText) ?? variableKeys(settings, variables, provider.keyVariable);
  for (const { name, text } of candidates)
    if (!/^[\x21-\x7e]+$/.test(text))
      throw new Error(`${name} holds characters that no key has. Set it again; its value is not shown.`);
  const merged = Map.groupBy(candidates, ({ text }) => text);
  const keys = [...merged].map(([text, same]) => ({
    name: same[0]!.name,
    key: new SecretKey(text),
    uses: same.map(({ uses }) => uses).reduce((all, more) => all.union(more)),
  }));
  const notices = [...merged.values()]
    .filter((same) => same.length > 1)
    .map((same) => `${same.map(({ name }) => name).join(" and ")} are the same key, and count once.`);
  if (keys.length === 0 && !provider.needsKey)
    return { keys: [{ name: "no key", key: undefined, uses: everyUse }], notices };
  const isShared = keys.length === 1 && keys[0]!.uses.has("rewriting") && keys[0]!.uses.has("explaining");
  return {
    keys,
    notices: isShared ? [...notices, `Rewriting and explaining share one key, ${keys[0]!.name}.`] : notices,
  };
}

function listedKeys(
  { keysFile, rewritingKeys, explainingKeys }: LlmSettings,
  variables: Variables,
  fileText: string | undefined,
): readonly Candidate[] | undefined {
  const list = variables[keyListVariable]?.trim();
  const texts =
    fileText === undefined
      ? list?.split(",").map((text, at) => ({ name: `${keyListVariable} ${at + 1}`, text: text.trim() }))
      : fileText
          .split(/\r?\n/)
          .map((text, at) => ({ name: `line ${at + 1} of ${keysFile}`, text: text.trim() }))
          .filter(({ text }) => !text.startsWith("#"));
  if (!texts || (fileText === undefined && !list)) return undefined;
  const isRanged = rewritingKeys !== undefined || explainingKeys !== undefined;
  checkApart(rewritingKeys, explainingKeys);
  return texts
    .filter(({ text }) => text !== "")
    .map(({ name, text }, at) => ({
      name,
      text,
      uses: isRanged ? usesOf(at + 1, rewritingKeys, explainingKeys) : everyUse,
    }));
}

function variableKeys(settings: LlmSettings, variables: Variables, base: string): readonly Candidate[] {
  const numbered = Object.entries(variables)
    .map(([name, value]) => ({ name, text: value?.trim() ?? "", number: numberOf(name, base) }))
    .filter(({ text, number }) => text !== "" && number !== undefined)
    .toSorted((a, b) => a.number! - b.number!);
  const single = variables[base]?.trim();
  const { rewritingKeys = standardRanges.rewriting, explainingKeys = standardRanges.explaining } = settings;
  checkApart(rewritingKeys, explainingKeys);
  return [
    ...(single ? [{ name: base, text: single, uses: everyUse }] : []),
    ...numbered.map(({ name, text, number }) => ({
      name,
      text,
      uses: usesOf(number!, rewritingKeys, explainingKeys),
    })),
  ];
}

function checkApart(rewriting: KeyRange | undefined, explaining: KeyRange | undefined): void {
  const shared = rewriting && explaining ? firstShared(rewriting, explaining) : undefined;
  if (shared !== undefined)
    throw new Error(
      `WHOWROTE_LLM_KEYS_REWRITING is ${rangeToText(rewriting!)} and WHOWROTE_LLM_KEYS_EXPLAINING is ${rangeToText(explaining!)}: key ${shared} is in both. Set both so that each has its own.`,
    );
}

/** GROQ_API_KEY_7 → 7. */
function numberOf(name: string, base: string): number | undefined {
  if (!name.startsWith(`${base}_`)) return undefined;
  const [digits] = /^[1-9]\d{0,5}$/.exec(name.slice(base.length + 1)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function usesOf(
  number: number,
  rewriting: KeyRange | undefined,
  explaining: KeyRange | undefined,
): ReadonlySet<KeyUse> {
  return new Set<KeyUse>([
    ...(rewriting && isInRange(rewriting, number) ? (["rewriting"] as const) : []),
    ...(explaining && isInRange(explaining, number) ? (["explaining"] as const) : []),
    "generating",
  ]);
}

/** What to set so that a use has a key. */
export function howToSetKeys({ provider: id, rewritingKeys, explainingKeys }: LlmSettings, use: KeyUse): string {
  const { keyVariable, title } = providers[id];
  const range =
    use === "rewriting"
      ? (rewritingKeys ?? standardRanges.rewriting)
      : use === "explaining"
        ? (explainingKeys ?? standardRanges.explaining)
        : parseKeyRange("1-33")!;
  return `Set ${keyVariable} (one key of ${title} for everything), or ${keyVariable}_${rangeToText(range)} for ${use}, or a list in ${keyListVariable}.`;
}
