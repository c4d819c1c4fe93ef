import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { HeatMap } from "./heat-map.ts";
import { levelOf, strongestOf, type Level } from "./levels.ts";
import { toSegments } from "./segments.ts";

/** Shades a text; null takes the shades off. The map must belong to the text as it stands. */
export const setHeat = StateEffect.define<HeatMap | null>();

interface Heat {
  readonly lines: DecorationSet;
  readonly tokens: DecorationSet;
}

const none: Heat = { lines: Decoration.none, tokens: Decoration.none };

/** Shades of lines and tokens. They move with the text when it is changed, until they are set anew. */
export const heatField = StateField.define<Heat>({
  create: () => none,
  update(heat, transaction) {
    const effect = transaction.effects.findLast((one) => one.is(setHeat));
    if (effect) return effect.value === null ? none : shade(effect.value, transaction.state.doc);
    if (!transaction.docChanged || heat === none) return heat;
    const { changes } = transaction;
    return { lines: heat.lines.map(changes), tokens: heat.tokens.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ lines }) => lines),
    EditorView.decorations.from(field, ({ tokens }) => tokens),
  ],
});

/** A line or a token with what it adds, in log-odds. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly contribution: number;
  readonly level: Level;
}

/** What is known of a place in the text. */
export interface HeatPlace {
  readonly line?: Shade;
  readonly token?: Shade;
}

export function heatAt(state: EditorState, position: number): HeatPlace {
  const { lines, tokens } = state.field(heatField);
  const { from } = state.doc.lineAt(position);
  const line = find(lines, from, from);
  const token = find(tokens, position, position);
  return { ...(line && { line }), ...(token && { token }) };
}

function find(set: DecorationSet, from: number, to: number): Shade | undefined {
  let found: Shade | undefined;
  set.between(from, to, (start, end, { spec }) => {
    found = { from: start, to: end, ...(spec as Pick<Shade, "contribution" | "level">) };
  });
  return found;
}

function shade({ lines, tokens }: HeatMap, doc: Text): Heat {
  return { lines: shadeLines(lines, doc), tokens: shadeTokens(tokens, doc.length) };
}

function shadeLines(contributions: readonly number[], doc: Text): DecorationSet {
  const strongest = strongestOf(contributions);
  const builder = new RangeSetBuilder<Decoration>();
  for (const [at, contribution] of contributions.slice(0, doc.lines).entries()) {
    if (contribution === 0) continue;
    const level = levelOf(contribution, strongest);
    const { from } = doc.line(at + 1);
    builder.add(from, from, Decoration.line({ class: classOf("line", level), contribution, level }));
  }
  return builder.finish();
}

function shadeTokens(tokens: HeatMap["tokens"], length: number): DecorationSet {
  const strongest = strongestOf(tokens.map(({ contribution }) => contribution));
  const builder = new RangeSetBuilder<Decoration>();
  for (const { start, end, contribution } of toSegments(tokens)) {
    const level = levelOf(contribution, strongest);
    if (level === 0 || end > length) continue;
    builder.add(start, end, Decoration.mark({ class: classOf("token", level), contribution, level }));
  }
  return builder.finish();
}

const classOf = (part: "line" | "token", level: Level): string =>
  `heat-${part} ${level === 0 ? "" : level > 0 ? "heat-ai" : "heat-human"} heat-${Math.abs(level)}`;
