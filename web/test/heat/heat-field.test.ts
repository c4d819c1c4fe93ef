import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { heatField, lineShade, setHeat, tokenShades } from "../../src/heat/heat-field.ts";
import type { HeatMap } from "../../src/heat/heat-map.ts";

const text = "import os\ndef drain(path):\n  return 1\n";
const map: HeatMap = {
  lines: [0, 1, -0.5],
  tokens: [
    { start: 10, end: 26, contribution: 0.25 }, // "def drain(path):" stands for the layout of its line
    { start: 14, end: 19, contribution: 0.5 },
    { start: 19, end: 20, contribution: 0.01 },
    { start: 29, end: 35, contribution: -0.4 },
    { start: 36, end: 36, contribution: 9 }, // a mark of layout
  ],
};

const shaded = EditorState.create({ doc: text, extensions: heatField }).update({ effects: setHeat.of(map) }).state;
const tokensOf = (state: EditorState): string[] =>
  tokenShades(state, 0, state.doc.length).map(({ from, to, level }) => `${state.sliceDoc(from, to)} ${level}`);
const linesOf = (state: EditorState): (number | undefined)[] =>
  Array.from({ length: state.doc.lines }, (_, at) => lineShade(state, state.doc.line(at + 1).from)?.level);

test("a token ends where the next one begins, and what adds next to nothing is left out", () => {
  expect(tokensOf(shaded)).toEqual(["def 2", "drain 3", "return -3"]);
});

test("lines are shaded by their sum", () => {
  expect(linesOf(shaded)).toEqual([undefined, 3, -2, undefined]);
});

test("only what touches a range is looked up", () => {
  expect(tokenShades(shaded, 30, 31).map(({ from }) => from)).toEqual([29]);
  expect(tokenShades(shaded, 0, 5)).toEqual([]);
});

test("shades move with the text, and what is new has none", () => {
  const { state } = shaded.update({ changes: { from: 10, insert: "x = 1\n" } });
  expect(tokensOf(state)).toEqual(["def 2", "drain 3", "return -3"]);
  expect(linesOf(state)).toEqual([undefined, undefined, 3, -2, undefined]);
});

test("what is deleted loses its shades", () => {
  const { state } = shaded.update({ changes: { from: 14, to: 26 } });
  expect(tokensOf(state)).toEqual(["def 2", "return -3"]);
  const { state: empty } = state.update({ changes: { from: 0, to: state.doc.length } });
  expect(tokensOf(empty)).toEqual([]);
});

test("they are taken off", () => {
  const { state } = shaded.update({ effects: setHeat.of(null) });
  expect([...tokensOf(state), ...linesOf(state)].filter((one) => one !== undefined)).toEqual([]);
});
