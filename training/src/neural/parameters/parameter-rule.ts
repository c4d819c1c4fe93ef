/** How a parameter moves beside the others. */
export interface ParameterRule {
  /** What its learning rate is, as a share of the run's. */
  readonly rate: number;
  /** Weight decay pulls it to zero. */
  readonly decays: boolean;
}

/**
 * The rule of an encoder's parameter. With a `layerDecay` below 1 each layer learns at a share of the rate of the layer
 * above it, the embeddings at the lowest (Howard & Ruder 2018, "discriminative fine-tuning"). Biases, norms and other
 * vectors do not decay, as in BERT's optimizer.
 * @param layer of the parameter, counted from 0; or before the first, or after the last
 * @param layers how many the encoder has
 */
export function encoderRule(
  shape: readonly number[],
  layer: number | "embeddings" | "end",
  layers: number,
  layerDecay: number,
): ParameterRule {
  const below = layer === "end" ? 0 : layer === "embeddings" ? layers : layers - 1 - layer;
  return { rate: layerDecay ** below, decays: shape.length > 1 };
}
