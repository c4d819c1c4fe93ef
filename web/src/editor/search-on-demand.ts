import { StateEffect } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

/** Ctrl/Cmd + F: the search of the editor, which knows the lines that are not drawn. It comes when it is first asked for. */
export const searchOnDemand = keymap.of([{ key: "Mod-f", run: openSearch }]);

const searched = new WeakSet<EditorView>();

function openSearch(view: EditorView): boolean {
  if (searched.has(view)) return false; // the search's own keys are there
  searched.add(view);
  void bringSearch(view);
  return true;
}

async function bringSearch(view: EditorView): Promise<void> {
  const { highlightSelectionMatches, openSearchPanel, searchKeymap } = await import("@codemirror/search");
  const extensions = [keymap.of(searchKeymap), highlightSelectionMatches()];
  view.dispatch({ effects: StateEffect.appendConfig.of(extensions) });
  openSearchPanel(view);
}
