import type { EditorState } from "@codemirror/state";
import { EditorView, keymap, showPanel, type Panel } from "@codemirror/view";
import { english } from "../text/english.ts";
import { heatField } from "./heat-field.ts";
import { heatWords } from "./heat-words.ts";

const { heat } = english;

/** Below the code: what the place at the cursor adds. It is read out on Ctrl/Cmd + I, and not at every step. */
export const heatPanel = [
  showPanel.compute([heatField], (state) => (isShaded(state) ? createPanel : null)),
  keymap.of([{ key: "Mod-i", run: announce, preventDefault: true }]),
];

function createPanel(view: EditorView): Panel {
  const dom = document.createElement("div");
  dom.className = "heat-panel";
  const show = ({ state }: EditorView): void => {
    dom.textContent = placeInWords(state);
  };
  show(view);
  return {
    dom,
    update: ({ view: now, startState, state, selectionSet, docChanged }) => {
      if (selectionSet || docChanged || startState.field(heatField) !== state.field(heatField)) show(now);
    },
  };
}

function announce(view: EditorView): boolean {
  view.dispatch({ effects: EditorView.announce.of(placeInWords(view.state)) });
  return true;
}

const isShaded = (state: EditorState): boolean => state.field(heatField) !== null;

const placeInWords = (state: EditorState): string =>
  heatWords(state, state.selection.main.head).join(" ") || heat.nothing;
