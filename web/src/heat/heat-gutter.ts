import { gutter, GutterMarker } from "@codemirror/view";
import { heatField, lineShade } from "./heat-field.ts";
import type { Level } from "./levels.ts";

/** How strongly a line speaks, in signs as well as in colour: +++ for an AI … −−− for a person. */
class HeatMarker extends GutterMarker {
  override readonly elementClass: string;
  readonly #level: Level;

  constructor(level: Level) {
    super();
    this.#level = level;
    this.elementClass = level === 0 ? "" : `${level > 0 ? "heat-ai" : "heat-human"} heat-${Math.abs(level)}`;
  }

  override eq(other: HeatMarker): boolean {
    return other.#level === this.#level;
  }

  override toDOM(): Text {
    return document.createTextNode((this.#level > 0 ? "+" : "−").repeat(Math.abs(this.#level)));
  }
}

const markers = new Map<Level, HeatMarker>(
  ([-3, -2, -1, 1, 2, 3] as const).map((level) => [level, new HeatMarker(level)]),
);

export const heatGutter = gutter({
  class: "heat-gutter",
  lineMarker: ({ state }, { from }) => markers.get(lineShade(state, from)?.level ?? 0) ?? null,
  lineMarkerChange: ({ startState, state }) => startState.field(heatField) !== state.field(heatField),
  initialSpacer: () => markers.get(3)!,
});
