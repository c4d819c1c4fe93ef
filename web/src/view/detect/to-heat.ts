import type { Explained } from "../../evidence/explained.ts";
import type { HeatMap } from "../../heat/heat-map.ts";
import type { Shading } from "./use-choices.ts";

/** The shades that somebody has chosen to see, where they are there; those of the wording where there is no neural network. */
export function toHeat({ evidence }: Explained, shading: Shading): HeatMap | null {
  if (shading === "off") return null;
  const { lines, tokens } = (shading === "neural" ? evidence.neural : undefined) ?? evidence.lexical;
  return { lines, tokens };
}
