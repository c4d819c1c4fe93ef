import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EncoderDefinition } from "whowrote/encoder";
import { familyOf } from "whowrote/encoder/index";
import { matchWeights } from "whowrote/encoder/match-weights";
import { openWeights } from "whowrote/node/weights/open-weights";
import { normalNumbers, type Parameter } from "./parameter.ts";
import { randomAt } from "../step-seed.ts";
import { transferWeights, type TransferReport } from "./transfer.ts";

/** The config.json of a new encoder in the form of BERT, with a head for every 32 or 64 numbers of its width. */
export function newEncoderConfig(
  { layers, width }: { readonly layers: number; readonly width: number },
  {
    vocabularySize,
    pad,
    positions,
  }: { readonly vocabularySize: number; readonly pad: number; readonly positions: number },
): string {
  const config = {
    architectures: ["BertModel"],
    model_type: "bert",
    vocab_size: vocabularySize,
    hidden_size: width,
    num_hidden_layers: layers,
    num_attention_heads: Math.max(1, Math.round(width / (width < 512 ? 32 : 64))),
    intermediate_size: 4 * width,
    hidden_act: "gelu",
    hidden_dropout_prob: 0.1,
    attention_probs_dropout_prob: 0.1,
    max_position_embeddings: positions,
    type_vocab_size: 2,
    layer_norm_eps: 1e-12,
    pad_token_id: pad,
  };
  return `${JSON.stringify(config, null, 1)}\n`;
}

/**
 * Parameters of an encoder that start from the weights of a folder, which need not be all there.
 * @throws when none of them fits, or one holds what is no finite number
 */
export async function transferEncoder(
  definition: EncoderDefinition,
  parameters: readonly Parameter[],
  folder: string,
): Promise<{ readonly parameters: Parameter[]; readonly report: TransferReport }> {
  const weights = await openWeights(folder);
  try {
    const { prefix, found, misshaped, extra, unused } = matchWeights(definition, weights.tensors);
    const stored = new Map([
      ...found,
      ...misshaped.map(({ stored: name }) => [name.slice(prefix.length), name] as const),
    ]);
    const source = {
      shapes: new Map([...stored].map(([name, own]) => [name, weights.tensors.get(own)!.shape])),
      read: async (name: string) =>
        checkFinite((await weights.read(stored.get(name)!)).data, stored.get(name)!, folder),
    };
    const { parameters: started, report } = await transferWeights(parameters, source);
    if (report.loaded.length === 0)
      throw new Error(
        `None of the weights in ${folder} belongs to the encoder of its config.json. Fetch the checkpoint again, or begin without them (--from-scratch).`,
      );
    return { parameters: started, report: { ...report, unused: [...extra, ...unused] } };
  } finally {
    await weights.close();
  }
}

function checkFinite(data: Float32Array, name: string, folder: string): Float32Array {
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new Error(`Weight "${name}" of ${folder} holds ${data[bad]} at ${bad}. Fetch the checkpoint again.`);
  return data;
}

/** Rows of BERT's vocabulary that hold common words, whose mean is a good place for a token that has no meaning yet. */
const commonRows = [999, 2000] as const;

/** Tokens that were never trained begin near the middle of the others, a little apart from each other. */
export function startMarks(
  definition: EncoderDefinition,
  parameters: readonly Parameter[],
  marks: readonly number[],
  seed: number,
): Parameter[] {
  const { weight, rows, width } = familyOf(definition).words(definition);
  const [from, to] = rows >= commonRows[1] ? commonRows : [0, rows];
  return parameters.map((parameter) => {
    if (parameter.name !== weight || marks.length === 0) return parameter;
    const start = parameter.start.slice();
    for (const [at, mark] of marks.entries()) {
      const noise = normalNumbers(width, 0.01, randomAt(seed, "mark", at));
      for (let column = 0; column < width; column++) {
        let sum = 0;
        for (let row = from; row < to; row++) sum += parameter.start[row * width + column]!;
        start[mark * width + column] = sum / (to - from) + noise[column]!;
      }
    }
    return { ...parameter, start };
  });
}

/** config.json of a model's folder. @throws when there is none */
export async function readConfig(folder: string): Promise<string> {
  return readFile(join(folder, "config.json"), "utf8").catch((cause: unknown) => {
    throw new Error(`${folder} has no config.json. Name a folder of an encoder, or give --size for a new one.`, {
      cause,
    });
  });
}
