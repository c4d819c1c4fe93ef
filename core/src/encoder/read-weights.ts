import type { EncoderDefinition } from "../encoder.ts";
import { isInt8, type StoredTensor } from "./int8-rows.ts";
import { matchWeights, type WeightMatch } from "./match-weights.ts";

/** The stored weights of a checkpoint, read one by one. */
export interface WeightSource {
  readonly tensors: ReadonlyMap<string, { readonly shape: readonly number[] }>;
  read(name: string): Promise<StoredTensor>;
}

export interface EncoderWeights {
  /** In floats, or in 8 bits where the source gives them, by the names of `expectedWeights`. */
  readonly weights: ReadonlyMap<string, StoredTensor>;
  /** What the checkpoint holds beside the encoder, in words: "decoder (12 weights), lm_head (1 weight)"; else empty. */
  readonly unused: string;
}

/**
 * Reads and checks all weights of an encoder.
 * @param where the checkpoint's path, for messages
 * @throws one error that lists what is missing, has another shape, holds what is no finite number, or is too much
 */
export async function readEncoderWeights(
  definition: EncoderDefinition,
  source: WeightSource,
  where: string,
): Promise<EncoderWeights> {
  const match = matchWeights(definition, source.tensors);
  const weights = new Map<string, StoredTensor>();
  const faulty: string[] = [];
  for (const [name, stored] of match.found) {
    const tensor = await source.read(stored);
    const fault = faultOf(tensor);
    if (fault) faulty.push(`${stored} ${fault}`);
    else weights.set(name, tensor);
  }
  const problems = [...problemsOf(match), ...list("not finite floats", faulty)];
  if (problems.length > 0)
    throw new Error(
      `The weights in ${where} do not fit its config.json, ${describe(definition)}:\n${problems.join("\n")}\n` +
        "Fetch the checkpoint again, or correct config.json.",
    );
  return { weights, unused: summarise(match) };
}

function faultOf(tensor: StoredTensor): string | undefined {
  // Of a weight in 8 bits only the scales can be at fault.
  const data = isInt8(tensor) ? tensor.scales : tensor.data;
  if (!(data instanceof Float32Array)) return `holds ${data.constructor.name}, not floats`;
  let bad = 0;
  let first = -1;
  for (let at = 0; at < data.length; at++)
    if (!Number.isFinite(data[at])) {
      if (bad === 0) first = at;
      bad++;
    }
  return bad === 0 ? undefined : `(${bad} of ${data.length}; the first, at ${first}, is ${data[first]})`;
}

function problemsOf({ missing, misshaped, extra }: WeightMatch): readonly string[] {
  return [
    ...list(
      "missing",
      missing.map(({ name, shape }) => `${name} [${shape.join(", ")}]`),
    ),
    ...list(
      "of another shape",
      misshaped.map(({ stored, has, needs }) => `${stored} [${has.join(", ")}], needed [${needs.join(", ")}]`),
    ),
    ...list("too much", extra),
  ];
}

const mostListed = 12;

function list(what: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > mostListed ? [`  … and ${items.length - mostListed} more`] : [];
  return [`${what}: ${items.length}`, ...items.slice(0, mostListed).map((item) => `  ${item}`), ...more];
}

function describe({ family, layers, hiddenSize, vocabularySize }: EncoderDefinition): string {
  return `${family} with ${layers} layers of ${hiddenSize} and ${vocabularySize} tokens`;
}

function summarise({ prefix, unused }: WeightMatch): string {
  const counts = new Map<string, number>();
  for (const name of unused) {
    const part = (name.startsWith(prefix) ? name.slice(prefix.length) : name).split(".")[0]!;
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return [...counts].map(([part, count]) => `${part} (${count} ${count === 1 ? "weight" : "weights"})`).join(", ");
}
