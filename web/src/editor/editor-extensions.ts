import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { heatExtension } from "../heat/heat-extension.ts";
import { english } from "../text/english.ts";
import { editorTheme } from "./editor-theme.ts";
import { searchOnDemand } from "./search-on-demand.ts";

const { detect: editor } = english;

export interface EditorEvents {
  readonly onChange: (view: EditorView) => void;
  readonly onJudge: () => void;
  readonly onFile: (file: File) => void;
}

const always: Extension = [
  lineNumbers(),
  heatExtension,
  highlightSpecialChars(),
  drawSelection(),
  bracketMatching(),
  editorTheme,
  // Said outright, as a checker of the page cannot tell that what is edited takes the keyboard.
  EditorView.contentAttributes.of({ tabindex: "0" }),
  searchOnDemand,
  keymap.of(defaultKeymap),
];

/** For code that is only looked at; it can be searched and walked through by keyboard. */
export const readerExtensions: Extension = [always, EditorState.readOnly.of(true), EditorView.editable.of(false)];

/** For code that is written. Tab indents, and Escape before it makes it leave: CodeMirror's own way out. */
export function editorExtensions({ onChange, onJudge, onFile }: EditorEvents): Extension {
  return [
    keymap.of([
      {
        key: "Mod-Enter",
        run: () => {
          onJudge();
          return true;
        },
      },
    ]),
    history(),
    placeholder(editor.placeholder),
    indentOnInput(),
    indentUnit.of("    "),
    always,
    keymap.of([...historyKeymap, indentWithTab]),
    EditorView.updateListener.of(({ docChanged, view }) => {
      if (docChanged) onChange(view);
    }),
    Prec.highest(EditorView.domEventHandlers({ drop: (event) => takeFile(event, onFile) })),
  ];
}

function takeFile(event: DragEvent, onFile: (file: File) => void): boolean {
  const file = event.dataTransfer?.files[0];
  if (file === undefined) return false;
  event.preventDefault();
  onFile(file);
  return true;
}
