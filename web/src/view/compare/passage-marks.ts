import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import styles from "./compare.module.css";
import type { Span } from "./shared-passages.ts";

interface Shown {
  /** In the order of the text. */
  readonly spans: readonly Span[];
  readonly current: Span | undefined;
}

const setShown = StateEffect.define<Shown>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const effect = transaction.effects.findLast((one) => one.is(setShown));
    return effect ? draw(effect.value, transaction.state.doc.length) : shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shades the passages of an editor, one of them more strongly, and brings that one into sight. */
export function markPassages(view: EditorView, shown: Shown): void {
  const { current } = shown;
  view.dispatch({
    effects: [
      ...(view.state.field(marks, false) === undefined ? [StateEffect.appendConfig.of(marks)] : []),
      setShown.of(shown),
      ...(current && current.end <= view.state.doc.length
        ? [EditorView.scrollIntoView(current.start, { y: "start", yMargin: 40 })]
        : []),
    ],
  });
}

function draw({ spans, current }: Shown, length: number): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const span of spans) {
    if (span.end > length) continue;
    builder.add(span.start, span.end, Decoration.mark({ class: styles[span === current ? "current" : "passage"]! }));
  }
  return builder.finish();
}
