import { expect, test } from "vitest";
import type { ProseEvent } from "whowrote/prose";
import { applyProseEvent, noProse } from "../../src/narrative/prose-state.ts";

const prose = { understanding: "a", analysis: "b", justification: "c" };
const after = (...events: readonly ProseEvent[]) => events.reduce(applyProseEvent, noProse).detectors;

test("pieces of several detectors are put together, each for itself, in the order in which they began", () => {
  expect(
    after(
      { detector: "lexical", type: "delta", text: "one " },
      { detector: "stylometry", type: "delta", text: "two" },
      { detector: "lexical", type: "delta", text: "three" },
    ),
  ).toEqual([
    { detector: "lexical", draft: "one three" },
    { detector: "stylometry", draft: "two" },
  ]);
});

test("what is asked once more begins anew, with the reason", () => {
  expect(
    after(
      { detector: "lexical", type: "delta", text: "wrong" },
      { detector: "lexical", type: "again", reason: "it is a refusal" },
      { detector: "lexical", type: "delta", text: "right" },
    ),
  ).toEqual([{ detector: "lexical", draft: "right", again: "it is a refusal" }]);
});

test("of unchecked text nothing is left when it is done or dropped", () => {
  const delta = { detector: "neural", type: "delta", text: "unchecked" } as const;
  expect(after(delta, { detector: "neural", type: "done", prose })).toEqual([{ detector: "neural", draft: "", prose }]);
  expect(after(delta, { detector: "neural", type: "dropped", reason: "no answer" })).toEqual([
    { detector: "neural", draft: "", dropped: "no answer" },
  ]);
});
