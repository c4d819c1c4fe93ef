import type { Range } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { heatField, lineShade, tokenShades } from "./heat-field.ts";
import type { Level } from "./levels.ts";

/** Shades what is on the screen. */
export const heatShades = ViewPlugin.define<{ decorations: DecorationSet }>(
  (view) => ({
    decorations: shadeVisible(view),
    update({ view: now, docChanged, viewportChanged, startState, state }: ViewUpdate) {
      if (docChanged || viewportChanged || startState.field(heatField) !== state.field(heatField))
        this.decorations = shadeVisible(now);
    },
  }),
  { decorations: ({ decorations }) => decorations },
);

const levels = [-3, -2, -1, 1, 2, 3] as const;
const classOf = (part: "line" | "token", level: Level): string =>
  `heat-${part} heat-${level > 0 ? "ai" : "human"} heat-${Math.abs(level)}`;
const lineMarks = new Map<Level, Decoration>(
  levels.map((level) => [level, Decoration.line({ class: classOf("line", level) })]),
);
const tokenMarks = new Map<Level, Decoration>(
  levels.map((level) => [level, Decoration.mark({ class: classOf("token", level) })]),
);

function shadeVisible({ state, visibleRanges }: EditorView): DecorationSet {
  if (state.field(heatField) === null) return Decoration.none;
  const ranges: Range<Decoration>[] = [];
  let shadedTo = -1;
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; at = state.doc.lineAt(at).to + 1) {
      const line = state.doc.lineAt(at).from;
      const mark = lineMarks.get(lineShade(state, line)?.level ?? 0);
      if (mark && line >= from) ranges.push(mark.range(line));
    }
    for (const token of tokenShades(state, from, to)) {
      if (token.from < shadedTo) continue; // of the range before
      ranges.push(tokenMarks.get(token.level)!.range(token.from, token.to));
      shadedTo = token.to;
    }
  }
  return Decoration.set(ranges, true);
}
