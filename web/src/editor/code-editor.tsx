import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { LanguageId } from "whowrote/language";
import { contributionWords } from "../heat/contribution-words.ts";
import { setHeat } from "../heat/heat-field.ts";
import type { HeatMap } from "../heat/heat-map.ts";
import { contribution } from "../format/contribution.ts";
import { usePreferences } from "../settings/kept-preferences.ts";
import styles from "./code-editor.module.css";
import { editorExtensions, readerExtensions } from "./editor-extensions.ts";
import { loadLanguageMode } from "./language-mode.ts";

export interface CodeEditorProperties {
  /** What it is called to a screen reader. */
  readonly label: string;
  /** What stands in it at first, and again whenever another object is given. */
  readonly content: { readonly text: string };
  readonly language?: LanguageId | undefined;
  /** The shades, and the text they were made for: they are put on when the editor shows that very text. */
  readonly heat?: { readonly text: string; readonly map: HeatMap | null } | undefined;
  readonly readOnly?: boolean;
  /** Id of a text that tells about the keyboard. */
  readonly describedBy?: string;
  readonly onChange?: (text: () => string) => void;
  /** Ctrl/Cmd + Enter. */
  readonly onJudge?: () => void;
  /** A file was dropped. */
  readonly onFile?: (file: File) => void;
  /** The editor when it is there, and undefined when it is gone: to jump to places. */
  readonly onView?: (view: EditorView | undefined) => void;
}

/** CodeMirror with a heat map. It keeps its text itself: React hears of changes and does not draw them. */
export function CodeEditor(properties: CodeEditorProperties) {
  const { label, content, language, heat, readOnly = false, describedBy } = properties;
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  const [mode] = useState(() => new Compartment());
  const [units] = useState(() => new Compartment());
  const { contributionUnit } = usePreferences();
  const onChange = useEffectEvent((changed: EditorView) => properties.onChange?.(() => changed.state.doc.toString()));
  const onJudge = useEffectEvent(() => properties.onJudge?.());
  const onFile = useEffectEvent((file: File) => properties.onFile?.(file));
  const onView = useEffectEvent((there: EditorView | undefined) => properties.onView?.(there));

  const create = useEffectEvent((parent: HTMLElement, isReadOnly: boolean) => {
    const attributes = { "aria-label": label, ...(describedBy !== undefined && { "aria-describedby": describedBy }) };
    const extensions = isReadOnly ? readerExtensions : editorExtensions({ onChange, onJudge, onFile });
    return new EditorView({
      parent,
      state: EditorState.create({
        doc: content.text,
        extensions: [extensions, mode.of([]), units.of([]), EditorView.contentAttributes.of(attributes)],
      }),
    });
  });

  useEffect(() => {
    const created = create(host.current!, readOnly);
    setView(created);
    onView(created);
    return () => {
      created.destroy();
      onView(undefined);
    };
  }, [readOnly]);

  useEffect(() => {
    if (view && view.state.doc.toString() !== content.text)
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: content.text },
        selection: { anchor: 0 },
      });
  }, [view, content]);

  useEffect(() => {
    const words = (logOdds: number): string => contribution(logOdds, contributionUnit);
    view?.dispatch({ effects: units.reconfigure(contributionWords.of(words)) });
  }, [view, units, contributionUnit]);

  useEffect(() => {
    if (!view || language === undefined) return undefined;
    let isWanted = true;
    const load = async (): Promise<void> => {
      // Where it cannot be loaded, the code stays without colours.
      const support = await loadLanguageMode(language).catch((): Extension => []);
      if (isWanted) view.dispatch({ effects: mode.reconfigure(support) });
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, [view, language, mode]);

  useEffect(() => {
    if (!view || !heat) return;
    if (heat.map === null) view.dispatch({ effects: setHeat.of(null) });
    else if (view.state.doc.toString() === heat.text) view.dispatch({ effects: setHeat.of(heat.map) });
  }, [view, heat]);

  return <div ref={host} className={styles["host"]} />;
}
