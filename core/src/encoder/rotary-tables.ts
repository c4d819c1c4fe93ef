import type { ModernBertDefinition, RotaryTables } from "../encoder.ts";
import type { Graph, Value } from "../graph.ts";
import { constant } from "../graph/constant.ts";

/**
 * Cosine and sine of position · theta^(-2i / headSize) (Su et al. 2021, section 3.2.2), for as many positions as the
 * mask [batch, tokens] can have.
 */
export function rotaryTables(
  graph: Graph,
  { headSize, maxTokens }: ModernBertDefinition,
  theta: number,
  mask: Value,
): RotaryTables {
  const tokens = mask.shape[1]!;
  const rows = typeof tokens === "number" ? tokens : maxTokens;
  const half = headSize / 2;
  // Rounded where the reference rounds: the frequency, and its product with the position.
  const frequencies = Float32Array.from({ length: half }, (_, at) => theta ** (-at / half));
  const angle = (at: number) => Math.fround(Math.floor(at / half) * frequencies[at % half]!);
  const table = (turn: (angle: number) => number) =>
    constant(
      graph,
      Float32Array.from({ length: rows * half }, (_, at) => turn(angle(at))),
      [rows, half],
    );
  return { cos: table(Math.cos), sin: table(Math.sin) };
}
