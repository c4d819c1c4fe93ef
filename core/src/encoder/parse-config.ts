import { z } from "zod";
import { familyIds, type EncoderDefinition, type FamilyId } from "../encoder.ts";
import { families } from "./index.ts";

/** Other names under which config.json has a family that is built the same way. */
const otherModelTypes: Readonly<Record<string, FamilyId>> = { "xlm-roberta": "roberta", camembert: "roberta" };

/** Old files have no `model_type`, only the class they were saved from. */
const familyOfClass: readonly (readonly [RegExp, FamilyId])[] = [
  [/^(XLM)?Roberta/, "roberta"],
  [/^Bert/, "bert"],
  [/^T5/, "t5"],
  [/^ModernBert/, "modernbert"],
];

const kindFields = z.looseObject({
  model_type: z.string().optional(),
  architectures: z.array(z.string()).nullish(),
});

/**
 * Reads the text of a Hugging Face `config.json`.
 * @param where its path, for messages
 * @throws when it is not JSON, is of an architecture that is not supported, or asks for a variant that is not
 */
export function parseEncoderConfig(json: string, where: string): EncoderDefinition {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new Error(`${where} is not JSON. Fetch the checkpoint again.`, { cause });
  }
  const kind = kindFields.safeParse(value);
  if (!kind.success) throw unfit(where, kind.error);
  const family = familyOf(kind.data, where);
  try {
    return families[family].parseConfig(value);
  } catch (cause) {
    if (cause instanceof z.ZodError) throw unfit(where, cause);
    throw cause;
  }
}

function familyOf({ model_type: type, architectures }: z.infer<typeof kindFields>, where: string): FamilyId {
  const named =
    type === undefined
      ? familyOfClass.find(([pattern]) => architectures?.some((name) => pattern.test(name)))?.[1]
      : (familyIds.find((id) => id === type) ??
        (Object.hasOwn(otherModelTypes, type) ? otherModelTypes[type] : undefined));
  if (named) return named;
  const shown = type === undefined ? `architectures ${JSON.stringify(architectures ?? [])}` : `model_type "${type}"`;
  const supported = [...familyIds, ...Object.keys(otherModelTypes)].join(", ");
  throw new Error(
    `${where} has ${shown}, which is not supported; supported are ${supported}. Name an encoder of one of these.`,
  );
}

function unfit(where: string, cause: z.ZodError): Error {
  return new Error(
    `${where} does not describe an encoder that can be built:\n${z.prettifyError(cause)}\nName another checkpoint, or fetch this one again.`,
    { cause },
  );
}
