import { z } from "zod";

/** One kind of normalizer, pre-tokenizer or word model that a tokenizer.json can name by its `type`. */
export interface Part<Made> {
  readonly type: string;
  readonly create: (definition: unknown, createInner: (definition: unknown) => Made) => Made;
}

/** @param options what the definition holds beside its type */
export function definePart<Made, Options extends z.ZodType>(
  type: string,
  options: Options,
  create: (options: z.infer<Options>, createInner: (definition: unknown) => Made) => Made,
): Part<Made> {
  return {
    type,
    create: (definition, createInner) => {
      const parsed = options.safeParse(definition);
      if (parsed.success) return create(parsed.data, createInner);
      throw new Error(`${type} in tokenizer.json is not as it must be:\n${z.prettifyError(parsed.error)}`);
    },
  };
}

const typed = z.object({ type: z.string() });

/** @throws when the definition is of no kind that is in the table, listing those that are */
export function createPart<Made>(what: string, parts: readonly Part<Made>[], definition: unknown, depth = 0): Made {
  const type = typed.safeParse(definition).data?.type;
  const part = parts.find((each) => each.type === type);
  if (part === undefined) {
    const known = parts.map((each) => each.type).join(", ");
    throw new Error(
      `The ${what} of tokenizer.json is of type ${JSON.stringify(type)}; whowrote reads ${known}. Use another model.`,
    );
  }
  if (depth > deepest) throw new Error(`The ${what} of tokenizer.json nests deeper than ${deepest} sequences.`);
  return part.create(definition, (inner) => createPart(what, parts, inner, depth + 1));
}

/** Real ones nest once; a hostile file must not overflow the stack. */
const deepest = 16;
