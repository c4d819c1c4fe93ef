import { readFileSync } from "node:fs";
import type { EncoderDefinition } from "whowrote/encoder";
import { parseEncoderConfig } from "whowrote/encoder/parse-config";
import { readEncoderWeights } from "whowrote/encoder/read-weights";
import type { Tensor } from "whowrote/tensor";
import { decodeTensors } from "whowrote/tensor-file";

const folder = new URL("../fixtures/encoders/", import.meta.url);

/** A config of the fixtures and the file of its weights. */
export interface EncoderCase {
  readonly config: string;
  readonly weights: string;
}

export const cases: readonly EncoderCase[] = [
  { config: "roberta", weights: "roberta" },
  { config: "bert", weights: "bert" },
  { config: "bert-gelu_new", weights: "bert" },
  { config: "bert-relu", weights: "bert" },
  { config: "bert-silu", weights: "bert" },
  { config: "t5", weights: "t5" },
  { config: "t5-gated", weights: "t5-gated" },
  { config: "modernbert", weights: "modernbert" },
  { config: "modernbert-biased", weights: "modernbert-biased" },
];

export function readText(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}

export function readTensors(name: string): ReadonlyMap<string, Tensor> {
  const { tensors } = decodeTensors(readFileSync(new URL(`${name}.safetensors`, folder)));
  return new Map(Object.entries(tensors));
}

export function readDefinition(config: string): EncoderDefinition {
  return parseEncoderConfig(readText(`${config}.json`), `${config}.json`);
}

/** The encoder's weights in tensors that are already in memory. */
export async function weightsIn(
  definition: EncoderDefinition,
  tensors: ReadonlyMap<string, Tensor>,
): Promise<{ weights: ReadonlyMap<string, Tensor>; unused: string }> {
  const read = (name: string): Promise<Tensor> => Promise.resolve(tensors.get(name)!);
  return readEncoderWeights(definition, { tensors, read }, "the fixture");
}

export interface Batch {
  readonly ids: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
}

/** The batch of the reference: rows of different length, padded with the definition's own token. */
export function referenceBatch({ padId }: EncoderDefinition, side: "right" | "left" = "right"): Batch {
  const [ids, mask] = ["ids", "mask"].map((name) => rowsOf(readTensors("reference").get(name)!));
  const padded = ids!.map((row, at) => row.map((id, token) => (mask![at]![token] === 1 ? id : padId)));
  return side === "right"
    ? { ids: padded, mask: mask! }
    : { ids: toTheLeft(padded, mask!), mask: toTheLeft(mask!, mask!) };
}

/** Moves the padding of each row before its tokens. */
function toTheLeft(rows: readonly (readonly number[])[], mask: readonly (readonly number[])[]): number[][] {
  return rows.map((row, at) => {
    const length = mask[at]!.reduce((sum, one) => sum + one, 0);
    return [...row.slice(length), ...row.slice(0, length)];
  });
}

function rowsOf({ shape, data }: Tensor): number[][] {
  const width = shape[1]!;
  return Array.from({ length: shape[0]! }, (_, row) => [...data.subarray(row * width, (row + 1) * width)]);
}
