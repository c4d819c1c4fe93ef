import type { Graph, Value } from "./graph.ts";

/** The architectures that can be built; `encoder/index.ts` joins their implementations. */
export const familyIds = ["roberta", "bert", "t5", "modernbert"] as const;
export type FamilyId = (typeof familyIds)[number];

/** `gelu` is the exact one (erf), `gelu-tanh` its approximation. */
export type Activation = "gelu" | "gelu-tanh" | "relu" | "silu";

/** Shares in [0, 1) that training drops, by place. */
export interface DropoutRates {
  readonly embedding: number;
  /** Of the attention probabilities. */
  readonly attention: number;
  /** Of what attention and feed-forward add to the residual stream. */
  readonly hidden: number;
  /** Inside the feed-forward, after its activation. */
  readonly feedForward: number;
}

interface Sizes {
  readonly vocabularySize: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
  readonly feedForwardSize: number;
  readonly activation: Activation;
  readonly normEpsilon: number;
  readonly padId: number;
  /** Most tokens of one window, special tokens included. T5 takes more, but was trained on no more. */
  readonly maxTokens: number;
  readonly dropout: DropoutRates;
}

/** BERT (https://arxiv.org/abs/1810.04805) and RoBERTa, which differ in how positions are counted only. */
export interface BertDefinition extends Sizes {
  readonly family: "bert" | "roberta";
  /** Rows of the table of positions. */
  readonly positions: number;
  /** Rows of the table of segments; only the first is used. */
  readonly segments: number;
}

/** The encoder of T5 (https://arxiv.org/abs/1910.10683), as in CodeT5+. */
export interface T5Definition extends Sizes {
  readonly family: "t5";
  readonly gated: boolean;
  /** How many relative positions are told apart, and from which distance on all are the same. */
  readonly buckets: number;
  readonly maxDistance: number;
}

/** ModernBERT (https://arxiv.org/abs/2412.13663). */
export interface ModernBertDefinition extends Sizes {
  readonly family: "modernbert";
  /** One per layer. */
  readonly attention: readonly ("local" | "global")[];
  /** A local layer looks at most so many tokens to each side. */
  readonly reach: number;
  readonly theta: { readonly local: number; readonly global: number };
  readonly bias: { readonly norm: boolean; readonly attention: boolean; readonly feedForward: boolean };
}

export type EncoderDefinition = BertDefinition | T5Definition | ModernBertDefinition;

export interface LinearWeights {
  /** [outSize, inSize], as checkpoints hold it. */
  readonly weight: string;
  /** [outSize] */
  readonly bias?: string | undefined;
  readonly inSize: number;
  readonly outSize: number;
}

export interface EmbeddingWeight {
  /** [rows, width] */
  readonly weight: string;
  readonly rows: number;
  readonly width: number;
}

/** Which keys a query may look at, in the two forms that attention is computed with. */
export interface Padding {
  /** int32 [batch, tokens], 1 for a token, 0 for padding. */
  readonly mask: Value;
  /** float32 [batch, 1, 1, tokens], 0 for a token, very negative for padding. */
  readonly bias: Value;
}

export interface AttentionForm {
  readonly heads: number;
  readonly headSize: number;
  /** The dot products of queries and keys are multiplied with it. */
  readonly scale: number;
  readonly padding: Padding;
  /** Added to the scaled dot products: float32 [1, heads or 1, tokens, tokens]. */
  readonly bias?: Value | undefined;
  /** Share of the attention probabilities that training drops. */
  readonly dropout: number;
}

/** Tables of one theta: float32 [positions, headSize / 2], with at least as many positions as a row has tokens. */
export interface RotaryTables {
  readonly cos: Value;
  readonly sin: Value;
}

/**
 * How one definition becomes a graph: a family asks for its weights and layers here, and the context decides in which
 * form they are written, with fused operators for inference, with differentiable ones and dropout for training.
 * Weights go by the names of their checkpoint without its prefix.
 */
export interface LayerContext {
  readonly graph: Graph;
  parameter(name: string, shape: readonly number[]): Value;
  /** x · weightᵀ + bias over the last axis of x. */
  linear(x: Value, weights: LinearWeights): Value;
  /** Rows of a table: int64 [...] becomes [..., width]. */
  embedding(ids: Value, table: EmbeddingWeight): Value;
  /** Drops a share of the numbers while training; otherwise gives x back. */
  dropout(x: Value, rate: number): Value;
  /** Multi-head attention; queries, keys, values and the result are [batch, tokens, heads · headSize]. */
  attention(queries: Value, keys: Value, values: Value, form: AttentionForm): Value;
  /** Turns each head of x [batch, tokens, heads · headSize] by its position (https://arxiv.org/abs/2104.09864). */
  rotate(x: Value, heads: number, tables: RotaryTables): Value;
}

/** An architecture. Values are [batch, tokens, hiddenSize] unless said otherwise; padding is left out of attention. */
export interface EncoderFamily<Definition extends EncoderDefinition> {
  /** @throws a ZodError when the config asks for something that cannot be built */
  parseConfig(config: unknown): Definition;
  /** The table that turns token ids into words. */
  words(definition: Definition): EmbeddingWeight;
  /** Words and positions become what enters the first layer. `mask` is int64 [batch, tokens]. */
  embed(context: LayerContext, definition: Definition, words: Value, mask: Value): Value;
  /** All layers and the last norm. */
  encode(context: LayerContext, definition: Definition, embedded: Value, mask: Value): Value;
  /** The other names under which checkpoints hold a weight. */
  readonly aliases: (name: string) => readonly string[];
  /** Begins the names of all weights of the encoder, and of nothing else in a checkpoint of this family. */
  readonly stem: RegExp;
  /** Which layer a weight belongs to, from 0; "embeddings" is before the first, "end" after the last. */
  readonly layerOf: (name: string) => number | "embeddings" | "end";
}
