import type { LearningOptions } from "../options.ts";
import { balancedWeights } from "./class-weights.ts";

/** What a window counts, by its probability of "ai". */
export function labelWeights(
  { labels }: { readonly labels: Float32Array },
  kind: LearningOptions["classWeights"],
): (ai: number) => number {
  if (kind === "none") return () => 1;
  const ais = labels.reduce((sum, label) => sum + label, 0);
  const [human, ai] = balancedWeights([labels.length - ais, ais]) as [number, number];
  return (label) => label * ai + (1 - label) * human;
}
