import { EditorView } from "@codemirror/view";

/** Selects a place of the text, brings it into sight and takes the keyboard there. Offsets beyond the end are taken for the end. */
export function goTo(view: EditorView, { start, end }: { readonly start: number; readonly end: number }): void {
  const { length } = view.state.doc;
  const anchor = Math.min(start, length);
  const head = Math.min(end, length);
  view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}
