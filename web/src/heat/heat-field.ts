import { ChangeSet, StateEffect, StateField, type ChangeDesc, type EditorState, type Text } from "@codemirror/state";
import type { HeatMap } from "./heat-map.ts";
import { levelOf, type Level } from "./levels.ts";
import { firstTokenBehind, prepareHeat, type PreparedHeat } from "./prepare-heat.ts";

/** Shades a text; null takes the shades off. The map must belong to the text as it stands. */
export const setHeat = StateEffect.define<HeatMap | null>();

/** A heat map with the text that it belongs to, and how that text was changed since. */
interface Heat {
  readonly map: PreparedHeat;
  readonly doc: Text;
  readonly changes: ChangeDesc;
  /** The way back. */
  readonly back: ChangeDesc;
}

/**
 * The heat map of an editor. It is kept as it came, and only what is on the screen is looked up in it: a map of a long text
 * has tens of thousands of places, and somebody may be typing.
 */
export const heatField = StateField.define<Heat | null>({
  create: () => null,
  update(heat, { effects, state, docChanged, changes: changed }) {
    const effect = effects.findLast((one) => one.is(setHeat));
    if (effect?.value === null) return null;
    if (effect) {
      const changes = ChangeSet.empty(state.doc.length).desc;
      return { map: prepareHeat(effect.value), doc: state.doc, changes, back: changes };
    }
    if (heat === null || !docChanged) return heat;
    const changes = heat.changes.composeDesc(changed.desc);
    return { ...heat, changes, back: changes.invertedDesc };
  },
});

/** A line or a token with what it adds, in log-odds; offsets are into the text as it is now. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly contribution: number;
  readonly level: Level;
}

/** The shade of the line that begins at an offset; none for a line that the map does not know. */
export function lineShade(state: EditorState, from: number): Shade | undefined {
  const heat = state.field(heatField);
  if (heat === null) return undefined;
  const { map, doc, changes, back } = heat;
  const line = doc.lineAt(back.mapPos(from, 1));
  const contribution = map.lines[line.number - 1] ?? 0;
  if (contribution === 0 || changes.mapPos(line.from, 1) !== from) return undefined;
  return { from, to: from, contribution, level: levelOf(contribution, map.strongestLine) };
}

/** The shades of tokens that touch a range, in order; those that add next to nothing are left out. */
export function tokenShades(state: EditorState, from: number, to: number): readonly Shade[] {
  const heat = state.field(heatField);
  if (heat === null) return [];
  const { map, changes, back } = heat;
  const last = back.mapPos(to, 1);
  const shades: Shade[] = [];
  for (let at = firstTokenBehind(map, back.mapPos(from, -1)); at < map.starts.length; at++) {
    if (map.starts[at]! > last) break;
    const contribution = map.contributions[at]!;
    const level = levelOf(contribution, map.strongestToken);
    if (level === 0) continue;
    const start = changes.mapPos(map.starts[at]!, 1);
    const end = start + state.sliceDoc(start, changes.mapPos(map.ends[at]!, -1)).trimEnd().length;
    if (end > start) shades.push({ from: start, to: end, contribution, level });
  }
  return shades;
}
