import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * Syntax is told by weight and slant, hardly by colour: colours say who wrote it. All of it comes from the page's
 * variables, so that light and dark need nothing else.
 */
const syntax = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword], fontWeight: "600" },
  { tag: [tags.comment, tags.docComment], fontStyle: "italic", color: "var(--whowrote-code-quiet)" },
  { tag: [tags.string, tags.character, tags.regexp], color: "var(--whowrote-code-string)" },
  { tag: [tags.definition(tags.function(tags.variableName)), tags.definition(tags.typeName)], fontWeight: "600" },
]);

const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--mantine-color-body)", color: "var(--mantine-color-text)" },
  "&.cm-focused": { outline: "2px solid var(--mantine-primary-color-filled)", outlineOffset: "-1px" },
  ".cm-scroller": {
    fontFamily: "var(--mantine-font-family-monospace)",
    fontSize: "var(--mantine-font-size-sm)",
    lineHeight: "1.5",
  },
  ".cm-content": { caretColor: "var(--mantine-color-text)" },
  ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
  ".cm-gutters": {
    backgroundColor: "var(--mantine-color-body)",
    color: "var(--mantine-color-dimmed)",
    borderRight: "1px solid var(--mantine-color-default-border)",
  },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--mantine-color-text)", fontWeight: "600" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--whowrote-code-selection)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--mantine-color-body)",
    color: "var(--mantine-color-text)",
    border: "1px solid var(--mantine-color-default-border)",
    borderRadius: "var(--mantine-radius-sm)",
    boxShadow: "var(--mantine-shadow-sm)",
    maxWidth: "26rem",
  },
  ".cm-placeholder": { color: "var(--mantine-color-dimmed)" },
  ".cm-panels": { backgroundColor: "var(--mantine-color-default)", color: "var(--mantine-color-text)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--mantine-color-default-border)" },
});

export const editorTheme = [look, syntaxHighlighting(syntax)];
