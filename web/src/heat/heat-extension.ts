import type { Extension } from "@codemirror/state";
import { heatField } from "./heat-field.ts";
import { heatGutter } from "./heat-gutter.ts";
import { heatPanel } from "./heat-panel.ts";
import { heatShades } from "./heat-shades.ts";
import { heatTooltip } from "./heat-tooltip.ts";
import "./heat.css";

/** The heat map of an editor: shaded lines and tokens, signs in the margin, and words on hover and at the cursor. */
export const heatExtension: Extension = [heatField, heatShades, heatGutter, heatTooltip, heatPanel];
