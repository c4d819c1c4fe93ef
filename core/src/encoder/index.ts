import type {
  BertDefinition,
  EncoderDefinition,
  EncoderFamily,
  FamilyId,
  LayerContext,
  ModernBertDefinition,
  T5Definition,
} from "../encoder.ts";
import type { Graph, Size, Value } from "../graph.ts";
import { bert, roberta } from "./bert.ts";
import { modernBert } from "./modernbert.ts";
import { t5 } from "./t5.ts";

/** The definition of each family, which {@link families} builds. */
interface DefinitionOf {
  readonly roberta: BertDefinition;
  readonly bert: BertDefinition;
  readonly t5: T5Definition;
  readonly modernbert: ModernBertDefinition;
}

export const families: { readonly [Id in FamilyId]: EncoderFamily<DefinitionOf[Id]> } = {
  roberta,
  bert,
  t5,
  modernbert: modernBert,
};

export function familyOf({ family }: EncoderDefinition): EncoderFamily<EncoderDefinition> {
  return families[family];
}

/** The inputs of a graph that encodes tokens, named as in Hugging Face's exports; both are int64 [batch, tokens]. */
export function encoderInputs(
  graph: Graph,
  { batch = "batch", tokens = "tokens" }: { readonly batch?: Size; readonly tokens?: Size } = {},
): { readonly ids: Value; /** 1 for a token, 0 for padding. */ readonly mask: Value } {
  return {
    ids: graph.input("input_ids", "int64", [batch, tokens]),
    mask: graph.input("attention_mask", "int64", [batch, tokens]),
  };
}

/** Looks up the words of token ids: float32 [batch, tokens, hiddenSize], where token attribution may step in. */
export function embedWords(context: LayerContext, definition: EncoderDefinition, ids: Value): Value {
  return context.embedding(ids, familyOf(definition).words(definition));
}

/** Words and positions: what enters the first layer, where token attribution may step in as well. */
export function embed(context: LayerContext, definition: EncoderDefinition, words: Value, mask: Value): Value {
  return familyOf(definition).embed(context, definition, words, mask);
}

/** The states after the last layer, float32 [batch, tokens, hiddenSize]; those of padding mean nothing. */
export function encodeEmbedded(
  context: LayerContext,
  definition: EncoderDefinition,
  embedded: Value,
  mask: Value,
): Value {
  return familyOf(definition).encode(context, definition, embedded, mask);
}

/** The whole way from token ids to the states after the last layer. */
export function encode(context: LayerContext, definition: EncoderDefinition, ids: Value, mask: Value): Value {
  const words = embedWords(context, definition, ids);
  return encodeEmbedded(context, definition, embed(context, definition, words, mask), mask);
}
