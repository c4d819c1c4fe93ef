import type { EditorState } from "@codemirror/state";
import { english } from "../text/english.ts";
import { contributionWords } from "./contribution-words.ts";
import { lineShade, tokenShades } from "./heat-field.ts";
import { shorten } from "./shorten.ts";

const { heat } = english;

/** What a place in the text adds, in words: first its token, then its line. Empty where nothing is shaded. */
export function heatWords(state: EditorState, position: number): readonly string[] {
  const { from, number } = state.doc.lineAt(position);
  const addsOf = state.facet(contributionWords);
  const token = tokenShades(state, position, position).at(-1);
  const line = lineShade(state, from);
  const words: string[] = [];
  if (token) {
    const text = shorten(state.sliceDoc(token.from, token.to));
    words.push(heat.token(text, sideOf(token.contribution), addsOf(token.contribution)));
  }
  if (line) words.push(heat.line(number, sideOf(line.contribution), addsOf(line.contribution)));
  return words;
}

const sideOf = (contribution: number): string => (contribution > 0 ? heat.forAi : heat.forHuman);
