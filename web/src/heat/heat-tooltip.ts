import { hoverTooltip, type TooltipView } from "@codemirror/view";
import { heatWords } from "./heat-words.ts";

/** What the place under the pointer adds, in words. */
export const heatTooltip = hoverTooltip((view, pos) => {
  const words = heatWords(view.state, pos);
  return words.length === 0 ? null : { pos, above: true, create: () => show(words) };
});

function show(words: readonly string[]): TooltipView {
  const dom = document.createElement("div");
  dom.className = "heat-tooltip";
  for (const sentence of words) {
    const line = document.createElement("div");
    line.textContent = sentence;
    dom.append(line);
  }
  return { dom };
}
